package org.tomte.engine.definition.compile;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.definition.GroupDefinition;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.template.Template;
import org.tomte.engine.timeframe.FrameCondition;

/**
 * An action that changes the data layer.
 *
 * @param id unique in the rule
 * @param active when it is done
 * @param work what is done
 */
public record CompiledAction(String id, FrameCondition active, Work work) {

  /** What an action does. */
  public sealed interface Work {}

  /** Keeps the event out on purpose. */
  public record Discard(String reason) implements Work {}

  /** Adds a triage event. */
  public record AddToTriage(CompiledMapping mapping, Effect.Merge merge) implements Work {}

  /**
   * Opens an incident.
   *
   * @param group which events share it; null when each opens its own
   */
  public record CreateIncident(
      CompiledMapping mapping, String template, Effect.Merge merge, @Nullable GroupDefinition group)
      implements Work {}

  /** Changes an incident. */
  public record UpdateIncident(Target target, CompiledMapping mapping, boolean force)
      implements Work {}

  /**
   * Closes an incident.
   *
   * @param note null when nothing remains to be said
   */
  public record CloseIncident(
      Target target, Template reason, @Nullable Template note, boolean force) implements Work {}

  /** Gives an incident another status. */
  public record ChangeIncidentStatus(Target target, String status, boolean force) implements Work {}

  /**
   * Adds the event to an incident.
   *
   * @param fresh what is opened instead of a closed one; null when nothing is
   */
  public record AttachToIncident(
      Target target, Effect.WhenClosed whenClosed, @Nullable CreateIncident fresh)
      implements Work {}

  /** Writes a note. */
  public record AddNote(Target target, Template text) implements Work {}

  /**
   * Makes a task.
   *
   * @param key an expression that gives its key; null when it has none
   * @param incident the incident it is for; null for the one of the same rule, if any
   */
  public record CreateTask(
      CompiledMapping mapping,
      @Nullable Compiled key,
      @Nullable Target incident,
      Effect.TaskMerge merge)
      implements Work {}

  /** Says how much of a task is done. */
  public record SetTaskProgress(TaskTarget target, Compiled progress, boolean force)
      implements Work {}

  /**
   * Closes a task.
   *
   * @param note null when nothing remains to be said
   */
  public record CloseTask(
      TaskTarget target, Template reason, @Nullable Template note, boolean force) implements Work {}

  /**
   * Says that indicators were seen.
   *
   * @param type what they are; null when the values or the mapping tell
   * @param value an expression that gives values; null when the mapping does
   * @param mapping the fields; null when there are none
   * @param local whether addresses of local networks count
   */
  public record AddIndicator(
      @Nullable IndicatorType type,
      @Nullable Compiled value,
      @Nullable CompiledMapping mapping,
      boolean local)
      implements Work {}

  /** A task that is there. */
  public sealed interface TaskTarget {

    /** By an expression that gives its number. */
    record ByNumber(Compiled number) implements TaskTarget {}

    /** By an expression that gives its key. */
    record ByKey(Compiled key) implements TaskTarget {}
  }

  /** An incident that is there. */
  public sealed interface Target {

    /** By an expression that gives its number. */
    record ByNumber(Compiled number) implements Target {}

    /** By an expression that gives the key of the event which made it. */
    record ByKey(Compiled key) implements Target {}
  }
}
