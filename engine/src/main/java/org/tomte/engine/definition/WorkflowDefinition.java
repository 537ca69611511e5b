package org.tomte.engine.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.workflow.Closing;
import org.tomte.casework.workflow.Phase;
import org.tomte.casework.workflow.SameTitles;
import org.tomte.casework.workflow.Status;
import org.tomte.casework.workflow.Words;
import org.tomte.casework.workflow.Workflow;

/** How incidents are worked on: statuses, phases, words, closing. There is one such document. */
public record WorkflowDefinition(
    @Setting(value = "Its name; there is one workflow.", example = "incidents") String workflow,
    @Setting("What it is for.") @Nullable String description,
    @Setting(
            value =
                "The statuses in their order, the first that of a new incident; built-in ones"
                    + " when absent.",
            fallback = "[]")
        List<StatusDefinition> statuses,
    @Setting(
            value =
                "The phases in their order, the first that of a new incident; those of NIST SP"
                    + " 800-61 when absent.",
            fallback = "[]")
        List<PhaseDefinition> phases,
    @Setting(value = "The severities, the worst first; built-in ones when absent.", fallback = "[]")
        List<String> severities,
    @Setting("The types of incidents; built-in ones, beside which others are taken, when absent.")
        @Nullable WordsDefinition types,
    @Setting("The categories; built-in ones, beside which others are taken, when absent.")
        @Nullable WordsDefinition categories,
    @Setting(value = "What closing asks for.", fallback = "{}") ClosingDefinition closing,
    @Setting(
            value =
                "What happens to an incident whose title another one has: nothing, it gets a"
                    + " number after the title, or it is refused.",
            fallback = "allow")
        SameTitles sameTitles)
    implements Definition {

  /** A status. */
  public record StatusDefinition(
      @Setting("Its name.") String name,
      @Setting(value = "What it means.", fallback = "\"\"") String description,
      @Setting(value = "Whether incidents in it are closed.", fallback = "false") boolean closed) {

    /** Checks the name. */
    public StatusDefinition {
      Names.check("the status's name", name);
    }
  }

  /** A phase. */
  public record PhaseDefinition(
      @Setting("Its name.") String name,
      @Setting(value = "What it means.", fallback = "\"\"") String description,
      @Setting(
              value = "Whether an incident cannot be closed before it was in it.",
              fallback = "false")
          boolean mandatory,
      @Setting("The status that incidents get when they come into it.") @Nullable String status) {

    /** Checks the name. */
    public PhaseDefinition {
      Names.check("the phase's name", name);
    }
  }

  /** Words of a field. */
  public record WordsDefinition(
      @Setting("The words in their order.") List<String> offer,
      @Setting(value = "Whether other words are taken too.", fallback = "true") boolean others) {}

  /** What closing asks for. */
  public record ClosingDefinition(
      @Setting(
              value = "The reasons that are offered.",
              fallback =
                  "[true-positive, benign-positive, false-positive, duplicate, inconclusive]")
          List<String> reasons,
      @Setting(value = "Whether other reasons are taken too.", fallback = "true")
          boolean otherReasons,
      @Setting(value = "Whether there must be a reason.", fallback = "false")
          boolean reasonRequired,
      @Setting(value = "Whether there must be a note.", fallback = "false") boolean noteRequired,
      @Setting(
              value = "What becomes of open tasks: closed too, kept, or closing is refused.",
              fallback = "close")
          Closing.OpenTasks openTasks) {}

  /** Checks the name and that incidents can be opened, closed and reopened. */
  public WorkflowDefinition {
    Names.check("the workflow's name", workflow);
    workflow(statuses, phases, severities, types, categories, closing, sameTitles);
  }

  /** The workflow as incidents are worked on by it. */
  public Workflow toWorkflow() {
    return workflow(statuses, phases, severities, types, categories, closing, sameTitles);
  }

  private static Workflow workflow(
      List<StatusDefinition> statuses,
      List<PhaseDefinition> phases,
      List<String> severities,
      @Nullable WordsDefinition types,
      @Nullable WordsDefinition categories,
      ClosingDefinition closing,
      SameTitles sameTitles) {
    Workflow standard = Workflow.standard();
    return new Workflow(
        statuses.isEmpty()
            ? standard.statuses()
            : statuses.stream()
                .map(one -> new Status(one.name(), one.description(), one.closed()))
                .toList(),
        phases.isEmpty()
            ? standard.phases()
            : phases.stream()
                .map(one -> new Phase(one.name(), one.description(), one.mandatory(), one.status()))
                .toList(),
        severities.isEmpty() ? standard.severities() : severities,
        words(types, standard.types()),
        words(categories, standard.categories()),
        new Closing(
            closing.reasons(),
            closing.otherReasons(),
            closing.reasonRequired(),
            closing.noteRequired(),
            closing.openTasks()),
        sameTitles);
  }

  private static Words words(@Nullable WordsDefinition words, Words standard) {
    return words == null ? standard : new Words(words.offer(), words.others());
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.WORKFLOW;
  }

  @Override
  public String name() {
    return workflow;
  }
}
