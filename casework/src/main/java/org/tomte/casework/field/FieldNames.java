package org.tomte.casework.field;

/** The internal names of fields: stable, in mappings, in the change log and in stored columns. */
public final class FieldNames {
  /** One line for lists. */
  public static final String TITLE = "title";

  /** Text of any length. */
  public static final String DESCRIPTION = "description";

  /** What kind of thing happened, for example phishing. */
  public static final String TYPE = "type";

  /** A coarser grouping than the type. */
  public static final String CATEGORY = "category";

  /** One of {@link Severity}. */
  public static final String SEVERITY = "severity";

  /** A status of the workflow, or of triage. */
  public static final String STATUS = "status";

  /** A phase of the workflow. */
  public static final String PHASE = "phase";

  /** The person responsible. */
  public static final String OWNER = "owner";

  /** The team responsible. */
  public static final String TEAM = "team";

  /** The people who work on it. */
  public static final String INVESTIGATORS = "investigators";

  /** What each investigator does, by name: lead, analyst, observer. */
  public static final String ROLES = "roles";

  /** The queue it waits in. */
  public static final String QUEUE = "queue";

  /** The incident it was merged into. */
  public static final String DUPLICATE_OF = "duplicateOf";

  /** Why nothing of it may be removed. */
  public static final String HOLD_REASON = "holdReason";

  /** Who said that nothing of it may be removed. */
  public static final String HELD_BY = "heldBy";

  /** Since when nothing of it may be removed. */
  public static final String HELD_SINCE = "heldSince";

  /** When the first of its clocks that still count is due, or was. */
  public static final String SLA_DUE = "slaDue";

  /** When the first of its clocks was overrun, as far as it was written down. */
  public static final String SLA_BREACHED = "slaBreached";

  /** The incident that a task was for before its incident was merged into another. */
  public static final String MERGED_FROM = "mergedFrom";

  /** Words to find it by. */
  public static final String TAGS = "tags";

  /** The name it has in the source system. */
  public static final String REFERENCE = "reference";

  /** Address of its page in the source system. */
  public static final String LINK = "link";

  /** When what it is about began. */
  public static final String START_TIME = "starttime";

  /** The number of the incident it belongs to. */
  public static final String PARENT = "parent";

  /** Whether only named people may see it. */
  public static final String RESTRICTED = "restricted";

  /** Who may see it although it is restricted, beside owner and investigators. */
  public static final String VISIBLE_TO = "visibleTo";

  /** The template it was opened from. */
  public static final String TEMPLATE = "template";

  /** Why it was closed, in a word or two. */
  public static final String CLOSING_REASON = "closingReason";

  /** What remains to be said after closing. */
  public static final String CLOSING_NOTE = "closingNote";

  /** Why a triage event was discarded. */
  public static final String DISCARD_REASON = "discardReason";

  /** The incident that a triage event was converted to. */
  public static final String INCIDENT = "incident";

  /** What comes first. */
  public static final String PRIORITY = "priority";

  /** When it must be done. */
  public static final String DUE = "due";

  /** How much of it is done, from 0 to 100. */
  public static final String PROGRESS = "progress";

  /** Who or what closed it, in words. */
  public static final String CLOSED_BY = "closedBy";

  /** Who must approve a task before it can be closed. */
  public static final String AUTHORISER = "authoriser";

  /** Where the approval of a task stands. */
  public static final String APPROVAL = "approval";

  /** Who approved or declined a task. */
  public static final String APPROVAL_BY = "approvalBy";

  /** When a task was approved or declined. */
  public static final String APPROVAL_AT = "approvalAt";

  /** Why a task was approved or declined. */
  public static final String APPROVAL_REASON = "approvalReason";

  /** When work on it began. */
  public static final String STARTED = "started";

  /** When its owner is to be reminded. */
  public static final String REMINDER = "reminder";

  /** How long it will take, in seconds. */
  public static final String ESTIMATE = "estimate";

  /** How long people worked on it, in seconds. */
  public static final String EFFORT = "effort";

  /** The tasks that must be closed before it. */
  public static final String WAITS_FOR = "waitsFor";

  /** What an indicator is known by, in the one form of its type. */
  public static final String VALUE = "value";

  /** How sure its sources are, from 0 to 100. */
  public static final String CONFIDENCE = "confidence";

  /** With whom it may be shared: {@link Tlp}. */
  public static final String TLP = "tlp";

  /** Who says so. */
  public static final String SOURCES = "sources";

  /** When it was seen first. */
  public static final String FIRST_SEEN = "firstSeen";

  /** When it was seen last. */
  public static final String LAST_SEEN = "lastSeen";

  /** Until when it counts. */
  public static final String VALID_UNTIL = "validUntil";

  /** What the names of all custom fields begin with. */
  public static final String CUSTOM_PREFIX = "custom.";

  private FieldNames() {}
}
