package org.tomte.casework.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why something changes; stored with every change. */
public sealed interface Cause {

  /** How many daemons may follow on each other before a change is refused as a loop. */
  int MAX_DEPTH = 5;

  /**
   * How many daemons led here one after the other: 0 for people and imports, 1 for a daemon that
   * acts on something from outside, one more than the change it acts on otherwise.
   */
  int depth();

  /** Who or what, for people to read. */
  String words();

  /**
   * A daemon's action.
   *
   * @param daemon the daemon's identity, positive
   * @param run the instant for which the run was planned; null outside runs
   * @param rule the rule's id; null when no rule asked for it
   * @param depth at least 1, see {@link Cause#depth()}
   */
  record Daemon(int daemon, @Nullable Instant run, @Nullable String rule, int depth)
      implements Cause {

    /** Rejects what no daemon has. */
    public Daemon {
      if (daemon <= 0 || depth < 1) {
        throw new IllegalArgumentException(
            "a daemon's identity and depth are positive, not " + daemon + " and " + depth);
      }
    }

    /** A daemon that acts on something from outside. */
    public static Daemon of(int daemon, @Nullable Instant run, @Nullable String rule) {
      return new Daemon(daemon, run, rule, 1);
    }

    /**
     * The same daemon when it acts on a change of our own data.
     *
     * @param seen the depth of that change
     */
    public Daemon after(int seen) {
      return new Daemon(daemon, run, rule, seen + 1);
    }

    @Override
    public String words() {
      return rule == null ? "daemon " + daemon : "daemon " + daemon + ", rule " + rule;
    }
  }

  /**
   * Something a person did.
   *
   * @param name the person's log-in name
   */
  record Person(String name) implements Cause {
    @Override
    public int depth() {
      return 0;
    }

    @Override
    public String words() {
      return name;
    }
  }

  /**
   * Something that was read from a file of ours or another system's.
   *
   * @param name what was imported
   */
  record Import(String name) implements Cause {
    @Override
    public int depth() {
      return 0;
    }

    @Override
    public String words() {
      return "import of " + name;
    }
  }

  /** The identity of the daemon that did it; null when it was none. */
  default @Nullable Integer daemonIdentity() {
    return this instanceof Daemon daemon ? (Integer) daemon.daemon() : null;
  }
}
