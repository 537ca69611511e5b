package org.tomte.casework;

import org.tomte.casework.access.Permission;

/**
 * The commands of {@link Casework}, each with what it needs. Command line, REST, scripts and
 * daemons all come here, so that this is the one place where it is said.
 */
public enum CaseworkCommand {
  /** {@link Casework#addToTriage}. */
  ADD_TO_TRIAGE(Permission.WORK, "add triage events"),
  /** {@link Casework#editTriage}. */
  EDIT_TRIAGE(Permission.WORK, "work on triage events"),
  /** {@link Casework#convert}. */
  CONVERT(Permission.WORK, "make incidents of triage events"),
  /** {@link Casework#createIncidents}. */
  CREATE_INCIDENTS(Permission.WORK, "open incidents"),
  /** {@link Casework#editIncidents} and what stands for one such edit. */
  EDIT_INCIDENTS(Permission.WORK, "work on incidents"),
  /** {@link Casework#merge} and {@link Casework#unmerge}. */
  MERGE(Permission.WORK, "merge incidents"),
  /** {@link Casework#copy}. */
  COPY(Permission.WORK, "copy incidents"),
  /** Of {@link Casework#editIncidents}: delete and restore. */
  DELETE_INCIDENTS(Permission.DELETE, "delete and restore incidents"),
  /** Of {@link Casework#editIncidents}: hold and release. */
  HOLD_INCIDENTS(Permission.HOLD, "set and lift holds"),
  /** {@link Casework#purge}. */
  PURGE(Permission.HOLD, "remove incidents for good"),
  /** {@link Casework#createTasks}. */
  CREATE_TASKS(Permission.WORK, "make tasks"),
  /** {@link Casework#editTasks}. */
  EDIT_TASKS(Permission.WORK, "work on tasks"),
  /** {@link Casework#seeIndicators}. */
  SEE_INDICATORS(Permission.WORK, "report indicators"),
  /** {@link Casework#editIndicators}. */
  EDIT_INDICATORS(Permission.WORK, "change indicators"),
  /** {@link Casework#addNotes}. */
  ADD_NOTES(Permission.WORK, "write notes"),
  /** {@link Casework#editNotes}. */
  EDIT_NOTES(Permission.WORK, "change notes"),
  /** {@link Casework#attachTriage}. */
  ATTACH_TRIAGE(Permission.WORK, "attach triage events to incidents"),
  /** {@link Casework#addEfforts}. */
  ADD_EFFORTS(Permission.WORK, "write down effort"),
  /** {@link Casework#attachFiles}. */
  ATTACH_FILES(Permission.WORK, "attach files"),
  /** {@link Casework#removeFiles}. */
  REMOVE_FILES(Permission.WORK, "remove files"),
  /** {@link Casework#editEntities}. */
  EDIT_ENTITIES(Permission.WORK, "change entities"),
  /** {@link Casework#tieEntity} and {@link Casework#untieEntity}. */
  TIE_ENTITIES(Permission.WORK, "say which entities objects hold"),
  /** {@link Casework#undo}. */
  UNDO(Permission.DELETE, "undo changes"),
  /** {@link Casework#saveTemplate}. */
  SAVE_TEMPLATE(Permission.DEFINE, "change templates"),
  /** {@link Casework#breakGlass}. */
  BREAK_GLASS(Permission.ADMINISTER, "let themselves into restricted incidents");

  private final Permission permission;
  private final String words;

  CaseworkCommand(Permission permission, String words) {
    this.permission = permission;
    this.words = words;
  }

  /** What it needs. */
  public Permission permission() {
    return permission;
  }

  /** What it does, after "may": a part of a sentence. */
  public String words() {
    return words;
  }
}
