package org.tomte.casework.access;

/**
 * Who reads or commands. Restricted incidents are for the people they name: nobody's role opens
 * them.
 *
 * @param kind a person, a daemon or the system itself
 * @param name the person's log-in name, or the daemon's name
 * @param role what they may do
 * @param restricted whether restricted incidents that do not name them are seen too
 */
public record Access(Kind kind, String name, Role role, boolean restricted) {

  /** Everything: for what the system does by itself, such as keeping, backing up and importing. */
  public static final Access SYSTEM = new Access(Kind.SYSTEM, "system", Role.ADMINISTRATOR, true);

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
    return new Access(Kind.PERSON, name, role, false);
  }

  /**
   * A daemon: what an analyst may do.
   *
   * @param restricted whether its definition lets it see what is restricted
   */
  public static Access daemon(String name, boolean restricted) {
    return new Access(Kind.DAEMON, name, Role.ANALYST, restricted);
  }

  /** Whether the role includes what a command needs. */
  public boolean may(Permission permission) {
    return role.includes(permission.least());
  }
}
