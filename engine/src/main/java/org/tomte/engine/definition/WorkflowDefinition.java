package org.tomte.engine.definition;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.HarvestSettings;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.setting.WorkSettings;
import org.tomte.casework.workflow.Closing;
import org.tomte.casework.workflow.Phase;
import org.tomte.casework.workflow.SameTitles;
import org.tomte.casework.workflow.Status;
import org.tomte.casework.workflow.Words;
import org.tomte.casework.workflow.Workflow;
import org.tomte.engine.definition.yaml.ByteSize;

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
        SameTitles sameTitles,
    @Setting(value = "Where entities are looked for.", fallback = "{}") HarvestDefinition harvest,
    @Setting(value = "How large attached files may be.", fallback = "{}")
        AttachmentsDefinition attachments,
    @Setting(
            "The reasons to discard triage events; built-in ones, beside which others are taken,"
                + " when absent.")
        @Nullable WordsDefinition discardReasons)
    implements Definition {

  /** Where entities are looked for. */
  public record HarvestDefinition(
      @Setting(
              "The fields of incidents that are looked through; title, description and custom"
                  + " fields of addresses, hashes, links and names of files when absent.")
          @Nullable List<String> incident,
      @Setting("The fields of triage events; the same when absent.")
          @Nullable List<String> triageEvent,
      @Setting("The fields of tasks; the same when absent.") @Nullable List<String> task,
      @Setting(value = "Whether notes are looked through.", fallback = "true") boolean notes,
      @Setting(value = "Whether custom fields of people make entities.", fallback = "false")
          boolean users,
      @Setting(
              value = "The endings that make a word the name of a file; built-in ones when absent.",
              fallback = "[]",
              example = "[exe, js, iso]")
          List<String> fileExtensions) {

    /** Checks the fields. */
    public HarvestDefinition {
      check(ObjectKind.INCIDENT, incident);
      check(ObjectKind.TRIAGE_EVENT, triageEvent);
      check(ObjectKind.TASK, task);
    }

    private static void check(ObjectKind kind, @Nullable List<String> names) {
      List<String> valid =
          FieldCatalogue.standard().fields(kind).stream().map(Field::name).toList();
      for (String name : names == null ? List.<String>of() : names) {
        if (!valid.contains(name) && !name.startsWith(FieldNames.CUSTOM_PREFIX)) {
          throw new IllegalArgumentException(
              "%s has no field '%s'%s (fields: %s, and custom.<name>)"
                  .formatted(
                      kind.word(), name, Nearest.question(name, valid), String.join(", ", valid)));
        }
      }
    }

    private HarvestSettings toSettings() {
      Map<ObjectKind, List<String>> fields = new EnumMap<>(ObjectKind.class);
      put(fields, ObjectKind.INCIDENT, incident);
      put(fields, ObjectKind.TRIAGE_EVENT, triageEvent);
      put(fields, ObjectKind.TASK, task);
      put(fields, ObjectKind.NOTE, notes ? null : List.of());
      Set<String> endings = new TreeSet<>();
      for (String ending : fileExtensions) {
        endings.add(
            (ending.startsWith(".") ? ending.substring(1) : ending).toLowerCase(Locale.ROOT));
      }
      return new HarvestSettings(fields, users, endings);
    }

    private static void put(
        Map<ObjectKind, List<String>> fields, ObjectKind kind, @Nullable List<String> names) {
      if (names != null) {
        fields.put(kind, names);
      }
    }
  }

  /** How large attached files may be. */
  public record AttachmentsDefinition(
      @Setting(value = "The most bytes that a file may have.", fallback = "100MB") ByteSize largest,
      @Setting(value = "How many files an object may have.", fallback = "500") int most) {

    /** Checks the limits. */
    public AttachmentsDefinition {
      if (largest.bytes() < 1 || most < 1) {
        throw new IllegalArgumentException("an object takes at least one file of one byte");
      }
    }
  }

  /** What holds for the daily work beside the workflow. */
  public WorkSettings toWork() {
    return new WorkSettings(
        harvest.toSettings(),
        attachments.largest().bytes(),
        attachments.most(),
        words(discardReasons, WorkSettings.STANDARD.discardReasons()));
  }

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
