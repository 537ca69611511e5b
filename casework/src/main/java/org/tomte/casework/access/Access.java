package org.tomte.casework.access;

import org.jspecify.annotations.Nullable;

/**
 * Who reads or commands. Restricted incidents are for the people they name: nobody's role opens
 * them.
 *
 * @param kind a person, a daemon or the system itself
 * @param name the person's log-in name, or the daemon's name
 * @param role what they may do
 * @param restricted whether restricted incidents that do not name them are seen too
 * @param daemon the identity of the daemon, which sees the restricted incidents that it opened
 *     itself; null when it is none or has none yet
 */
public record Access(
    Kind kind, String name, Role role, boolean restricted, @Nullable Integer daemon) {

  /** Everything: for what the system does by itself, such as keeping, backing up and importing. */
  public static final Access SYSTEM =
      new Access(Kind.SYSTEM, "system", Role.ADMINISTRATOR, true, null);

  /** Who it is. */
  public enum Kind {
    /** A person. */
    PERSON,
    /** A daemon. */
    DAEMON,
    /** The system itself. */
    SYSTEM
  }

  /** A person. */
  public static Access person(String name, Role role) {
    return new Access(Kind.PERSON, name, role, false, null);
  }

  /**
   * A daemon: what an analyst may do.
   *
   * @param restricted whether its definition lets it see what is restricted
   */
  public static Access daemon(String name, boolean restricted) {
    return daemon(name, null, restricted);
  }

  /**
   * A daemon with an identity: what an analyst may do.
   *
   * @param identity null when it has none yet, as in a dry run
   * @param restricted whether its definition lets it see what is restricted
   */
  public static Access daemon(String name, @Nullable Integer identity, boolean restricted) {
    return new Access(Kind.DAEMON, name, Role.ANALYST, restricted, identity);
  }

  /** Whether the role includes what a command needs. */
  public boolean may(Permission permission) {
    return role.includes(permission.least());
  }
}
