package org.tomte.engine.commit;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Where commits go. It writes what it is told and decides nothing. */
public interface CommitStore {

  /**
   * Gives streams their numbers and makes room for what is kept on the day of an instant, in
   * transactions of its own.
   *
   * @throws StoreFault when it cannot
   */
  Map<StreamName, Integer> prepare(Instant now, Set<StreamName> streams);

  /**
   * Does work in one transaction: all of it stands when this returns, nothing when it throws.
   *
   * @throws StoreFault when the store fails; of the kind {@code LOST} when it may stand all the
   *     same
   */
  <T> T transaction(Function<CommitTransaction, T> work);
}
