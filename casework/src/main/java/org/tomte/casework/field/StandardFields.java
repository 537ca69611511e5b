package org.tomte.casework.field;

import java.util.ArrayList;
import java.util.List;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.workflow.Words;
import org.tomte.casework.workflow.Workflow;

/** The fields that every installation has. */
final class StandardFields {
  private static final ValueType LINE = new ValueType.Text(1_000);
  private static final ValueType PAGE = new ValueType.Text(1 << 20);
  private static final ValueType TEXTS = new ValueType.Texts();
  private static final ValueType VALUE = new ValueType.Text(8_000);
  private static final ValueType PERCENT = new ValueType.WholeWithin(0, 100);
  private static final List<String> TASK_STATUSES = List.of("open", "in-progress", "closed");
  private static final List<String> APPROVALS = List.of("waiting", "approved", "declined");
  private static final List<String> INDICATOR_TYPES =
      List.of("domain", "email", "file", "ip", "network", "hash", "url", "artifact");
  private static final List<String> TRIAGE_STATUSES =
      List.of("new", "grabbed", "discarded", "converted");

  private StandardFields() {}

  static List<Field> of(ObjectKind kind, Workflow workflow) {
    return switch (kind) {
      case INCIDENT -> incident(workflow);
      case TRIAGE_EVENT -> triageEvent(workflow);
      case TASK -> task(workflow);
      case INDICATOR -> indicator(workflow);
      case NOTE -> List.of(settable("text", PAGE, "What the note says."));
      case ENTITY ->
          List.of(
              settable(FieldNames.DESCRIPTION, PAGE, "What is known about it."),
              settable(FieldNames.TAGS, TEXTS, "Words to find it by."));
    };
  }

  private static List<Field> incident(Workflow workflow) {
    List<Field> fields = new ArrayList<>(shared(workflow));
    ValueType status = new ValueType.Choice(workflow.statusNames());
    ValueType phase = new ValueType.Choice(workflow.phaseNames());
    fields.addAll(
        List.of(
            settable(FieldNames.STATUS, status, "Where the work stands."),
            settable(FieldNames.PHASE, phase, "The phase of the work (NIST SP 800-61)."),
            settable(FieldNames.INVESTIGATORS, TEXTS, "The people who work on it."),
            settable(FieldNames.ROLES, new ValueType.Roles(), "What each investigator does."),
            settable(FieldNames.QUEUE, LINE, "The queue it waits in."),
            settable(FieldNames.PARENT, new ValueType.Whole(), "The incident it belongs to."),
            settable(
                FieldNames.RESTRICTED,
                new ValueType.Checkbox(),
                "Whether only named people may see it."),
            settable(
                FieldNames.VISIBLE_TO,
                TEXTS,
                "Who may see it if it is restricted, beside owner and investigators."),
            derived(
                FieldNames.DUPLICATE_OF, new ValueType.Whole(), "The incident it was merged into."),
            derived(
                FieldNames.SLA_DUE,
                new ValueType.Time(),
                "When the first of its clocks that still count is due, or was."),
            derived(
                FieldNames.SLA_BREACHED,
                new ValueType.Time(),
                "When one of its clocks was first found over its time as it changed."),
            derived(FieldNames.HOLD_REASON, LINE, "Why nothing of it may be removed."),
            derived(FieldNames.HELD_BY, LINE, "Who put it on hold."),
            derived(FieldNames.HELD_SINCE, new ValueType.Time(), "Since when it is held."),
            derived(FieldNames.TEMPLATE, LINE, "The template it was opened from."),
            derived(FieldNames.CLOSING_REASON, LINE, "Why it was closed."),
            derived(FieldNames.CLOSING_NOTE, PAGE, "What remained to be said at closing.")));
    return fields;
  }

  private static List<Field> triageEvent(Workflow workflow) {
    List<Field> fields = new ArrayList<>(shared(workflow));
    ValueType status = new ValueType.Choice(TRIAGE_STATUSES);
    fields.addAll(
        List.of(
            derived(FieldNames.STATUS, status, "Where it stands."),
            derived(FieldNames.DISCARD_REASON, LINE, "Why it was discarded."),
            derived(FieldNames.INCIDENT, new ValueType.Whole(), "The incident made of it.")));
    return fields;
  }

  private static List<Field> task(Workflow workflow) {
    ValueType phase = new ValueType.Choice(workflow.phaseNames());
    return List.of(
        settable(FieldNames.TITLE, LINE, "One line for lists."),
        settable(FieldNames.DESCRIPTION, PAGE, "What is to be done."),
        settable(FieldNames.TYPE, LINE, "What kind of work it is."),
        settable(FieldNames.PRIORITY, severity(workflow), "What comes first."),
        settable(FieldNames.PHASE, phase, "The phase that it is part of (NIST SP 800-61)."),
        settable(FieldNames.OWNER, LINE, "The person responsible."),
        settable(FieldNames.TEAM, LINE, "The team responsible."),
        settable(FieldNames.AUTHORISER, LINE, "Who must approve it before it can be closed."),
        settable(FieldNames.START_TIME, new ValueType.Time(), "When work on it is to begin."),
        settable(FieldNames.DUE, new ValueType.Time(), "When it must be done."),
        settable(FieldNames.REMINDER, new ValueType.Time(), "When its owner is to be reminded."),
        settable(FieldNames.ESTIMATE, new ValueType.Interval(), "How long it will take."),
        settable(
            FieldNames.WAITS_FOR,
            TEXTS,
            "The numbers of tasks of the same incident that must be closed before it."),
        settable(FieldNames.PROGRESS, PERCENT, "How much is done, from 0 to 100."),
        settable(FieldNames.TAGS, TEXTS, "Words to find it by."),
        settable(FieldNames.REFERENCE, LINE, "Its name in the source system."),
        settable(FieldNames.LINK, new ValueType.Link(), "Its page in the source system."),
        derived(FieldNames.STATUS, new ValueType.Choice(TASK_STATUSES), "Whether it is worked on."),
        derived(FieldNames.INCIDENT, new ValueType.Whole(), "The incident that it is for."),
        derived(
            FieldNames.MERGED_FROM,
            new ValueType.Whole(),
            "The incident it was for before that was merged."),
        derived(FieldNames.CLOSING_REASON, LINE, "Why it was closed."),
        derived(FieldNames.CLOSING_NOTE, PAGE, "What remained to be said at closing."),
        derived(FieldNames.CLOSED_BY, LINE, "Who or what closed it."),
        derived(FieldNames.APPROVAL, new ValueType.Choice(APPROVALS), "Where its approval stands."),
        derived(FieldNames.APPROVAL_BY, LINE, "Who approved or declined it."),
        derived(FieldNames.APPROVAL_AT, new ValueType.Time(), "When that was."),
        derived(FieldNames.APPROVAL_REASON, LINE, "Why."),
        derived(FieldNames.STARTED, new ValueType.Time(), "When work on it began."),
        derived(FieldNames.EFFORT, new ValueType.Interval(), "How long people worked on it."));
  }

  private static List<Field> indicator(Workflow workflow) {
    ValueType time = new ValueType.Time();
    return List.of(
        settable(FieldNames.TYPE, new ValueType.Choice(INDICATOR_TYPES), "What it is."),
        settable(FieldNames.VALUE, VALUE, "What it is known by."),
        settable(FieldNames.DESCRIPTION, PAGE, "What is known about it."),
        settable(FieldNames.CATEGORY, LINE, "What it stands for, for example command-and-control."),
        settable(FieldNames.SEVERITY, severity(workflow), "How bad a match is."),
        settable(FieldNames.CONFIDENCE, PERCENT, "How sure its sources are, from 0 to 100."),
        settable(FieldNames.TLP, new ValueType.Marking(), "With whom it may be shared (TLP 2.0)."),
        settable(FieldNames.SOURCES, TEXTS, "Who says so."),
        settable(FieldNames.FIRST_SEEN, time, "When it was seen first."),
        settable(FieldNames.LAST_SEEN, time, "When it was seen last."),
        settable(FieldNames.VALID_UNTIL, time, "Until when it counts."),
        settable(FieldNames.TAGS, TEXTS, "Words to find it by."),
        settable(FieldNames.REFERENCE, LINE, "Its name in the source system."),
        settable(FieldNames.LINK, new ValueType.Link(), "Its page in the source system."));
  }

  private static List<Field> shared(Workflow workflow) {
    return List.of(
        settable(FieldNames.TITLE, LINE, "One line for lists."),
        settable(FieldNames.DESCRIPTION, PAGE, "What is known about it."),
        settable(FieldNames.TYPE, words(workflow.types()), "What kind of thing happened."),
        settable(
            FieldNames.CATEGORY, words(workflow.categories()), "A coarser group than the type."),
        settable(FieldNames.SEVERITY, severity(workflow), "How bad it is."),
        settable(FieldNames.OWNER, LINE, "The person responsible."),
        settable(FieldNames.TEAM, LINE, "The team responsible."),
        settable(FieldNames.TAGS, TEXTS, "Words to find it by."),
        settable(FieldNames.REFERENCE, LINE, "Its name in the source system."),
        settable(FieldNames.LINK, new ValueType.Link(), "Its page in the source system."),
        settable(FieldNames.START_TIME, new ValueType.Time(), "When what happened began."));
  }

  private static ValueType severity(Workflow workflow) {
    return new ValueType.Choice(workflow.severities());
  }

  /** What is offered is only binding when nothing else is taken. */
  private static ValueType words(Words words) {
    return words.others() ? LINE : new ValueType.Choice(words.offered());
  }

  private static Field settable(String name, ValueType type, String description) {
    return new Field(name, type, description, true);
  }

  private static Field derived(String name, ValueType type, String description) {
    return new Field(name, type, description, false);
  }
}
