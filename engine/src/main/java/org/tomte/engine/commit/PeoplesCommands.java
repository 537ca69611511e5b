package org.tomte.engine.commit;

import java.time.Duration;
import java.util.function.Function;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.Cause;

/**
 * The door for people: each piece of work on the data layer in a transaction of its own, tried
 * again when others were in the way. What daemons do comes by commits of runs instead.
 */
public final class PeoplesCommands {
  private static final int MOST_TRIES = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

  private final CommitStore store;
  private final CaseworkContext casework;

  /** Commands on the data layer of a store. */
  public PeoplesCommands(CommitStore store, CaseworkContext casework) {
    this.store = store;
    this.casework = casework;
  }

  /**
   * Does work for a person in one transaction. All of it stands when this returns, nothing when it
   * throws; an outcome that was refused changes nothing and rolls nothing back.
   *
   * @param person the log-in name, kept with every change
   * @param work may be called more than once
   * @throws StoreFault when the store is away or others were in the way each time; of the kind
   *     {@code LOST} when nobody knows whether it stands
   */
  public <T> T inTransaction(String person, Function<Casework, T> work) {
    return inTransaction(new Cause.Person(person), work);
  }

  /** The same for any cause, for example an import. */
  public <T> T inTransaction(Cause cause, Function<Casework, T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return store.transaction(
            transaction -> work.apply(new Casework(transaction.casework(), cause, casework)));
      } catch (StoreFault fault) {
        if (fault.kind() != StoreFault.Kind.CONFLICT || tries == MOST_TRIES || !paused(tries)) {
          throw fault;
        }
      }
    }
  }

  private static boolean paused(int tries) {
    try {
      Thread.sleep(FIRST_PAUSE.multipliedBy(tries));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
