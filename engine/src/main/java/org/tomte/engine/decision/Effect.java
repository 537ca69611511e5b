package org.tomte.engine.decision;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.indicator.IndicatorName;

/**
 * What an action does: to the data layer, or by the outbox to the outside. Fields are rendered:
 * names are those of the data layer's field catalogue, values plain JSON values, times RFC 3339
 * text.
 */
public sealed interface Effect {

  /** The word in {@code do:}. */
  String word();

  /**
   * Keeps the event out on purpose.
   *
   * @param reason said wherever the event is explained
   */
  record Discard(String reason) implements Effect {
    @Override
    public String word() {
      return "discard";
    }
  }

  /**
   * Adds a triage event.
   *
   * @param fields rendered fields
   * @param merge what happens when the event comes again in a newer version
   */
  record AddToTriage(Map<String, @Nullable Object> fields, Merge merge) implements Effect {
    @Override
    public String word() {
      return "add-to-triage";
    }
  }

  /**
   * Opens an incident from a template, or adds the event to the open incident of its group.
   *
   * @param template the template's name
   * @param fields rendered fields that go over the template's
   * @param merge what happens when the event comes again in a newer version
   * @param group which events share one incident; null when each opens its own
   */
  record CreateIncident(
      String template, Map<String, @Nullable Object> fields, Merge merge, @Nullable Group group)
      implements Effect {
    @Override
    public String word() {
      return "create-incident";
    }
  }

  /**
   * Changes an existing incident.
   *
   * @param target which one; when there is none the event goes to quarantine
   * @param fields rendered fields
   * @param force whether fields that a person set are overwritten
   */
  record UpdateIncident(Target target, Map<String, @Nullable Object> fields, boolean force)
      implements Effect {
    @Override
    public String word() {
      return "update-incident";
    }
  }

  /**
   * Writes a note on an existing incident.
   *
   * @param target which one; when there is none the event goes to quarantine
   * @param text rendered, plain text
   */
  record AddNote(Target target, String text) implements Effect {
    @Override
    public String word() {
      return "add-note";
    }
  }

  /**
   * Sends something outside, after the commit.
   *
   * @param word the action's word
   * @param connection the connection's name; empty when the connector needs none
   * @param from who sends it
   * @param terms whether it goes out, and with which files
   * @param draft what is said
   */
  record Deliver(
      String word, String connection, Sender from, DeliveryTerms terms, DeliveryDraft draft)
      implements Effect {}

  /**
   * Who sends something.
   *
   * @param daemon the daemon's name
   * @param owner the team that gets the alarms about it
   */
  record Sender(String daemon, String owner) {}

  /**
   * Closes an existing incident; one that is closed stays as it is.
   *
   * @param target which one; when there is none the event goes to quarantine
   * @param reason rendered, a word or two
   * @param note rendered, what remains to be said; null for nothing
   * @param force whether it is closed although a person set the status
   */
  record CloseIncident(Target target, String reason, @Nullable String note, boolean force)
      implements Effect {
    @Override
    public String word() {
      return "close-incident";
    }
  }

  /**
   * Gives an existing incident another status.
   *
   * @param target which one; when there is none the event goes to quarantine
   * @param status a status of the workflow
   * @param force whether a status that a person set is overwritten
   */
  record ChangeIncidentStatus(Target target, String status, boolean force) implements Effect {
    @Override
    public String word() {
      return "change-incident-status";
    }
  }

  /**
   * Adds the event to an existing incident.
   *
   * @param target which one; when there is none the event goes to quarantine
   * @param whenClosed what a closed incident means
   * @param fresh the incident that is opened for {@link WhenClosed#NEW}; null for the others
   */
  record AttachToIncident(Target target, WhenClosed whenClosed, @Nullable CreateIncident fresh)
      implements Effect {
    @Override
    public String word() {
      return "attach-to-incident";
    }
  }

  /**
   * Makes a task, or finds the one that has its key.
   *
   * @param key the stable name of the task within the daemon; null for none
   * @param place which incident it is for
   * @param fields rendered fields
   * @param merge what happens to a task that is there: from an earlier version of the event, or
   *     from another event by the key
   */
  record CreateTask(
      @Nullable String key, TaskPlace place, Map<String, @Nullable Object> fields, TaskMerge merge)
      implements Effect {
    @Override
    public String word() {
      return "create-task";
    }
  }

  /**
   * Says how much of an existing task is done; a closed one stays as it is.
   *
   * @param target which one; when there is none the event goes to quarantine
   * @param progress from 0 to 100
   * @param force whether a progress that a person set is overwritten
   */
  record SetTaskProgress(TaskTarget target, long progress, boolean force) implements Effect {
    @Override
    public String word() {
      return "set-task-progress";
    }
  }

  /**
   * Closes an existing task, whatever its progress; one that is closed stays as it is.
   *
   * @param target which one; when there is none the event goes to quarantine
   * @param reason rendered, a word or two
   * @param note rendered, what remains to be said; null for nothing
   * @param force whether it is closed although a person opened it again
   */
  record CloseTask(TaskTarget target, String reason, @Nullable String note, boolean force)
      implements Effect {
    @Override
    public String word() {
      return "close-task";
    }
  }

  /**
   * Says that an indicator was seen; what is said is merged with what is known of it.
   *
   * @param name what it is known by
   * @param fields rendered fields, without type and value
   */
  record AddIndicator(IndicatorName name, Map<String, @Nullable Object> fields) implements Effect {
    @Override
    public String word() {
      return "add-indicator";
    }
  }

  /** Which incident a task is for. */
  sealed interface TaskPlace {

    /** The incident that the event made or joined by the same rule; none when it did neither. */
    record SameRule() implements TaskPlace {}

    /** An existing incident. */
    record Named(Target incident) implements TaskPlace {}
  }

  /** An existing task, named by its number or by the key that this daemon gave it. */
  sealed interface TaskTarget {

    /** The task of this number. */
    record TaskNumber(long number) implements TaskTarget {}

    /** The task to which this daemon gave this key. */
    record TaskKey(String key) implements TaskTarget {}
  }

  /** What happens to a task that is there already. */
  enum TaskMerge {
    /** Nothing. */
    IGNORE,
    /** Fields are set anew, except those a person set. */
    UPDATE,
    /** As update; a closed task is opened again. */
    REOPEN
  }

  /** What becomes of an event whose incident is closed. */
  enum WhenClosed {
    /** The incident is opened again and the event joins it. */
    REOPEN,
    /** The event opens a new incident. */
    NEW,
    /** The event joins the incident, which stays closed. */
    NOTE
  }

  /** What happens to the object of an event that comes again in a newer version. */
  enum Merge {
    /** Nothing; the event is counted as known. */
    IGNORE,
    /** Fields are set anew, except those a person set. */
    UPDATE,
    /** A note tells what changed. */
    APPEND,
    /** As update; a closed incident is opened again. */
    REOPEN
  }

  /** An existing incident, named by its number or by the event that made it. */
  sealed interface Target {

    /** The incident of this number. */
    record IncidentNumber(long number) implements Target {}

    /** The incident that this daemon made from the event of this key, in any of its streams. */
    record EventKey(String key) implements Target {}
  }

  /**
   * Events of one rule with equal values share an incident.
   *
   * @param values the rendered values of {@code group.by}
   * @param within how long after the first event; positive
   * @param whenClosed what a closed incident means
   */
  record Group(List<@Nullable Object> values, Duration within, WhenClosed whenClosed) {}
}
