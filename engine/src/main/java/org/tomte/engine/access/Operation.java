package org.tomte.engine.access;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Permission;
import org.tomte.casework.access.Role;

/**
 * What people do through a door of the program, each with what it needs. The command line asks here
 * for every command; every other door must do the same. What is done to the data layer is asked for
 * once more by its own commands.
 */
public enum Operation {
  /** Look at anything that is not a secret. */
  READ(Permission.READ, "read", false),
  /** Work on incidents, triage events and what belongs to them. */
  WORK(Permission.WORK, "work on incidents and triage events", false),
  /** Delete and restore incidents. */
  DELETE(Permission.DELETE, "delete and restore incidents", false),
  /** Take back what was done. */
  UNDO(Permission.DELETE, "undo changes", false),
  /** Approve, release, hold, retry and discard deliveries. */
  DELIVERIES(Permission.WORK, "decide about deliveries", true),
  /** Hold or release all deliveries. */
  ALL_DELIVERIES(Permission.DEFINE, "hold or release all deliveries", true),
  /** Edit, replay and discard events in quarantine, and replay kept events. */
  QUARANTINE(Permission.DEFINE, "work on events in quarantine", true),
  /** Switch daemons on and off. */
  SWITCH(Permission.DEFINE, "switch daemons on and off", false),
  /** Start a run by hand. */
  RUN(Permission.DEFINE, "start daemons", true),
  /** Move pointers. */
  POINTERS(Permission.DEFINE, "move pointers", false),
  /** Make and change definitions; users and teams need more. */
  DEFINITIONS(Permission.DEFINE, "change definitions", false),
  /** Take definitions and data out. */
  EXPORT(Permission.DEFINE, "export definitions", true),
  /** Pause and resume connections. */
  PAUSES(Permission.DEFINE, "pause connections", false),
  /** Try connections, which uses their secrets. */
  TRIALS(Permission.DEFINE, "try connections", true),
  /** Make and change users and teams. */
  PEOPLE(Permission.ADMINISTER, "change users and teams", false),
  /** Set and remove secrets. */
  SECRETS(Permission.ADMINISTER, "set and remove secrets", true),
  /** Back up, restore, and bring the schema up to date. */
  WHOLE(Permission.ADMINISTER, "back up and restore the instance", true),
  /** Let oneself into restricted incidents. */
  BREAK_GLASS(Permission.ADMINISTER, "let themselves into restricted incidents", false),
  /** Set and lift holds, and remove for good. */
  HOLDS(Permission.HOLD, "set and lift holds and remove for good", true),
  /** Read what people did. */
  AUDIT(Permission.ADMINISTER, "read the audit", false);

  private final Permission permission;
  private final String words;
  private final boolean audited;

  Operation(Permission permission, String words, boolean audited) {
    this.permission = permission;
    this.words = words;
    this.audited = audited;
  }

  /** What it needs. */
  public Permission permission() {
    return permission;
  }

  /** What it is, after "may": a part of a sentence. */
  public String words() {
    return words;
  }

  /** Whether the door writes it to the audit because no other history tells of it. */
  public boolean audited() {
    return audited;
  }

  /** Why somebody may not do this, in a sentence; null when they may. */
  public @Nullable String forbidden(Access access) {
    if (access.may(permission)) {
      return null;
    }
    Role least = permission.least();
    return "%s has the role %s and may not %s; that needs the role %s%s."
        .formatted(
            access.name(),
            access.role().word(),
            words,
            least.word(),
            least == Role.ADMINISTRATOR ? "" : " or more");
  }
}
