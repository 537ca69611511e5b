package org.tomte.engine.definition;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.engine.decision.AtMost;
import org.tomte.engine.decision.DeliveryTerms;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.definition.yaml.Discriminator;
import org.tomte.engine.definition.yaml.Key;
import org.tomte.engine.definition.yaml.OneOrMany;
import org.tomte.engine.definition.yaml.OtherWord;
import org.tomte.engine.definition.yaml.Settings;
import org.tomte.engine.timeframe.During;

/** What a rule does. The word in {@code do} tells which. */
@Discriminator("do")
public sealed interface ActionDefinition {

  /** Its id within the rule; null when it is made from the word. */
  @Nullable String id();

  /** The time frames in which it is done; null for always. */
  @Nullable During during();

  /** The word in {@code do}. */
  String word();

  /** Keeps the event out on purpose. */
  record Discard(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting(value = "Said wherever the event is explained.", fallback = "\"no rule matched\"")
          String reason)
      implements ActionDefinition {
    @Override
    public String word() {
      return "discard";
    }
  }

  /** Adds a triage event. */
  record AddToTriage(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("The mapping that gives its fields.") String mapping,
      @Setting(value = "What happens when the event comes again.", fallback = "ignore")
          Effect.Merge merge)
      implements ActionDefinition {
    @Override
    public String word() {
      return "add-to-triage";
    }
  }

  /** Opens an incident. */
  record CreateIncident(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("The mapping that gives its fields.") String mapping,
      @Setting(value = "The template it is opened from.", fallback = "general") String template,
      @Setting(value = "What happens when the event comes again.", fallback = "ignore")
          Effect.Merge merge,
      @Setting("Which events share one incident.") @Nullable GroupDefinition group)
      implements ActionDefinition {
    @Override
    public String word() {
      return "create-incident";
    }
  }

  /** Changes an incident that is there; exactly one of incident and key names it. */
  record UpdateIncident(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("An expression that gives the incident's number.") @Nullable ExpressionText incident,
      @Setting("An expression that gives the key of the event that made the incident.")
          @Nullable ExpressionText key,
      @Setting("The mapping that gives its fields.") String mapping,
      @Setting(value = "Whether fields that a person set are overwritten.", fallback = "false")
          boolean force)
      implements ActionDefinition {

    /** Checks that one target is named. */
    public UpdateIncident {
      Targets.check("update-incident", incident, key);
    }

    @Override
    public String word() {
      return "update-incident";
    }
  }

  /** Writes a note on an incident that is there; exactly one of incident and key names it. */
  record AddNote(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("An expression that gives the incident's number.") @Nullable ExpressionText incident,
      @Setting("An expression that gives the key of the event that made the incident.")
          @Nullable ExpressionText key,
      @Setting("The note, a template.") TemplateText text)
      implements ActionDefinition {

    /** Checks that one target is named. */
    public AddNote {
      Targets.check("add-note", incident, key);
    }

    @Override
    public String word() {
      return "add-note";
    }
  }

  /** Closes an incident that is there; exactly one of incident and key names it. */
  record CloseIncident(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("An expression that gives the incident's number.") @Nullable ExpressionText incident,
      @Setting("An expression that gives the key of the event that made the incident.")
          @Nullable ExpressionText key,
      @Setting(value = "A word or two, a template.", fallback = "closed by its source")
          TemplateText reason,
      @Setting("What remains to be said, a template.") @Nullable TemplateText note,
      @Setting(value = "Whether it is closed although a person set the status.", fallback = "false")
          boolean force)
      implements ActionDefinition {

    /** Checks that one target is named. */
    public CloseIncident {
      Targets.check("close-incident", incident, key);
    }

    @Override
    public String word() {
      return "close-incident";
    }
  }

  /** Gives an incident another status; exactly one of incident and key names it. */
  record ChangeIncidentStatus(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("An expression that gives the incident's number.") @Nullable ExpressionText incident,
      @Setting("An expression that gives the key of the event that made the incident.")
          @Nullable ExpressionText key,
      @Setting(value = "The status.", example = "on-hold") String status,
      @Setting(value = "Whether a status that a person set is overwritten.", fallback = "false")
          boolean force)
      implements ActionDefinition {

    /** Checks that one target is named. */
    public ChangeIncidentStatus {
      Targets.check("change-incident-status", incident, key);
    }

    @Override
    public String word() {
      return "change-incident-status";
    }
  }

  /** Adds the event to an incident that is there; exactly one of incident and key names it. */
  @OtherWord("add-events-to-incident")
  record AttachToIncident(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("An expression that gives the incident's number.") @Nullable ExpressionText incident,
      @Setting("An expression that gives the key of the event that made the incident.")
          @Nullable ExpressionText key,
      @Setting(
              value =
                  "What happens when the incident is closed: reopen it, open a new one, or only"
                      + " leave a note.",
              fallback = "reopen")
          Effect.WhenClosed whenClosed,
      @Setting("With when-closed: new, the mapping that gives the new incident's fields.")
          @Nullable String mapping,
      @Setting(value = "The template that a new one is opened from.", fallback = "general")
          String template)
      implements ActionDefinition {

    /** Checks that one target is named, and a mapping where one is needed. */
    public AttachToIncident {
      Targets.check("attach-to-incident", incident, key);
      if ((whenClosed == Effect.WhenClosed.NEW) != (mapping != null)) {
        throw new IllegalArgumentException(
            "attach-to-incident needs mapping with when-closed: new, and only then");
      }
    }

    @Override
    public String word() {
      return "attach-to-incident";
    }
  }

  /** Makes a task, for the incident of the rule, for one that is there, or by itself. */
  record CreateTask(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("The mapping that gives its fields.") String mapping,
      @Setting(
              value =
                  "An expression that gives the task's key, by which the daemon finds it again;"
                      + " it makes no second task with the same key.",
              example = "event.ticket")
          @Nullable ExpressionText key,
      @Setting(
              "An expression that gives the number of the incident it is for; the incident that"
                  + " the same rule makes or adds to, if any, when absent.")
          @Nullable ExpressionText incident,
      @Setting("An expression that gives the key of the event that made the incident.")
          @Nullable ExpressionText incidentKey,
      @Setting(
              value = "What happens when the event comes again, or a task has the key.",
              fallback = "ignore")
          Effect.TaskMerge merge)
      implements ActionDefinition {

    /** Checks that at most one incident is named. */
    public CreateTask {
      if (incident != null && incidentKey != null) {
        throw new IllegalArgumentException(
            "create-task takes incident (a number) or incident-key (that of the event which made"
                + " it), not both");
      }
    }

    @Override
    public String word() {
      return "create-task";
    }
  }

  /** Says how much of a task is done; exactly one of task and key names it. */
  @OtherWord("change-task-progress")
  record SetTaskProgress(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("An expression that gives the task's number.") @Nullable ExpressionText task,
      @Setting("An expression that gives the key with which this daemon created the task.")
          @Nullable ExpressionText key,
      @Setting(
              value = "An expression that gives how much is done, from 0 to 100.",
              example = "event.percent")
          ExpressionText progress,
      @Setting(value = "Whether a progress that a person set is overwritten.", fallback = "false")
          boolean force)
      implements ActionDefinition {

    /** Checks that one target is named. */
    public SetTaskProgress {
      Targets.checkTask("set-task-progress", task, key);
    }

    @Override
    public String word() {
      return "set-task-progress";
    }
  }

  /** Closes a task; exactly one of task and key names it. */
  record CloseTask(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("An expression that gives the task's number.") @Nullable ExpressionText task,
      @Setting("An expression that gives the key with which this daemon created the task.")
          @Nullable ExpressionText key,
      @Setting(value = "A word or two, a template.", fallback = "closed by its source")
          TemplateText reason,
      @Setting("What remains to be said, a template.") @Nullable TemplateText note,
      @Setting(
              value = "Whether it is closed although a person opened it again.",
              fallback = "false")
          boolean force)
      implements ActionDefinition {

    /** Checks that one target is named. */
    public CloseTask {
      Targets.checkTask("close-task", task, key);
    }

    @Override
    public String word() {
      return "close-task";
    }
  }

  /** Says that indicators were seen: those of value, or what a mapping gives. */
  record AddIndicator(
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("What the values are; without it each value or the mapping's row type tells.")
          @Nullable IndicatorType type,
      @Setting(
              value =
                  "An expression that gives a value, a list of values, or observables; without it"
                      + " the mapping has a row value.",
              example = "observables(event.text)")
          @Nullable ExpressionText value,
      @Setting("The mapping that gives its fields.") @Nullable String mapping,
      @Setting(
              value =
                  "Whether addresses of private, local and reserved networks (RFC 6890) count; they"
                      + " are left out otherwise.",
              fallback = "false")
          boolean localAddresses)
      implements ActionDefinition {

    /** Checks that there can be a value. */
    public AddIndicator {
      if (value == null && mapping == null) {
        throw new IllegalArgumentException(
            "add-indicator needs value, or a mapping with a row value");
      }
    }

    @Override
    public String word() {
      return "add-indicator";
    }
  }

  /**
   * Sends something outside: mail, a request, a report. What is known depends on what is installed.
   */
  record Delivery(
      @Setting("What is done.") @Key("do") String word,
      @Setting("Its id within the rule.") @Nullable String id,
      @Setting("The time frames in which it is done, or otherwise.") @Nullable During during,
      @Setting("The connection by which it goes out; the only one of its type when absent.")
          @Nullable String connection,
      @Setting("What must have become of the event.") DeliveryTerms.@Nullable OnlyIf onlyIf,
      @Setting(value = "How many go out; the others are held.", example = "10 per 1h")
          @Nullable AtMost atMost,
      @Setting(value = "Whether each waits until a person approves it.", fallback = "false")
          boolean approve,
      @Setting(value = "The files that go with it.", fallback = "[]") @OneOrMany
          List<DeliveryTerms.Attach> attach,
      @Setting("The delivery's own settings.") Settings settings)
      implements ActionDefinition {

    /** The terms. */
    public DeliveryTerms terms() {
      return new DeliveryTerms(onlyIf, atMost, approve, Set.copyOf(attach));
    }
  }
}
