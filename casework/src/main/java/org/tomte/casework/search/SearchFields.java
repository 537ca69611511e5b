package org.tomte.casework.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.Tlp;
import org.tomte.casework.field.ValueType;
import org.tomte.casework.search.SearchField.Since;

/**
 * The fields of one kind of object that conditions may name: those of the catalogue, and what
 * follows from an object's past.
 */
public final class SearchFields {

  /** The name that stands for an object's fields in rules; conditions may write it too. */
  public static final String EVENT = "event";

  /** Set on what was deleted, which is found only by conditions that name it. */
  public static final String DELETED = "deleted";

  /** The kinds that can be searched. */
  public static final List<ObjectKind> KINDS =
      List.of(ObjectKind.INCIDENT, ObjectKind.TRIAGE_EVENT, ObjectKind.TASK, ObjectKind.INDICATOR);

  private static final Set<String> SORTABLE =
      Set.of(
          FieldNames.TITLE,
          FieldNames.SEVERITY,
          FieldNames.PRIORITY,
          FieldNames.STATUS,
          FieldNames.PHASE,
          FieldNames.OWNER,
          FieldNames.DUE,
          FieldNames.VALUE,
          FieldNames.LAST_SEEN);

  private final ObjectKind kind;
  private final SequencedMap<String, SearchField> byName = new LinkedHashMap<>();

  private SearchFields(ObjectKind kind) {
    this.kind = kind;
  }

  /**
   * The fields of a kind.
   *
   * @throws IllegalArgumentException when the kind cannot be searched
   */
  public static SearchFields of(ObjectKind kind, FieldCatalogue catalogue) {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("no search over objects of the kind " + kind.word());
    }
    SearchFields fields = new SearchFields(kind);
    fields.add(SearchField.of(fields.id(), SearchType.WHOLE, "Its number.").inOrder());
    catalogue.fields(kind).forEach(fields::add);
    fields.derived().forEach(fields::add);
    fields.cause();
    return fields;
  }

  /** Whose fields they are. */
  public ObjectKind kind() {
    return kind;
  }

  /** The field that is unique and grows: {@code number} or {@code id}. */
  public String id() {
    return kind == ObjectKind.INCIDENT || kind == ObjectKind.TASK ? "number" : "id";
  }

  /** All fields in the order in which a person should see them. */
  public List<SearchField> all() {
    return List.copyOf(byName.values());
  }

  /** Their names. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** The field of this name; empty when there is none. */
  public Optional<SearchField> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The field of a name that is known to be there. */
  public SearchField field(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException(kind.word() + " has no field " + name));
  }

  private void add(Field field) {
    if (field.type() instanceof ValueType.Roles) {
      return; // who does what is no value that is compared
    }
    SearchType type =
        switch (field.type()) {
          case ValueType.Text _, ValueType.Day _, ValueType.Link _ -> SearchType.TEXT;
          case ValueType.Zone _, ValueType.Mail _, ValueType.Address _ -> SearchType.TEXT;
          case ValueType.Hash _, ValueType.FileName _, ValueType.Color _ -> SearchType.TEXT;
          case ValueType.Choice _, ValueType.Marking _ -> SearchType.CHOICE;
          case ValueType.Time _ -> SearchType.TIME;
          case ValueType.Whole _, ValueType.WholeWithin _, ValueType.Interval _ -> SearchType.WHOLE;
          case ValueType.Decimal _ -> SearchType.DECIMAL;
          case ValueType.Checkbox _ -> SearchType.FLAG;
          case ValueType.Texts _, ValueType.Choices _, ValueType.Roles _ -> SearchType.TEXTS;
        };
    List<String> words =
        switch (field.type()) {
          case ValueType.Choice choice -> choice.words();
          case ValueType.Choices choices -> choices.words();
          case ValueType.Marking _ -> Tlp.words();
          default -> List.of();
        };
    add(
        new SearchField(
            field.name(), type, words, field.description(), null, SORTABLE.contains(field.name())));
  }

  private void add(SearchField field) {
    byName.put(field.name(), field);
  }

  private List<SearchField> derived() {
    return switch (kind) {
      case INCIDENT -> incident();
      case TRIAGE_EVENT -> triageEvent();
      case TASK -> task();
      case INDICATOR -> indicator();
      case NOTE, ENTITY -> List.of();
    };
  }

  private static List<SearchField> incident() {
    return List.of(
        SearchField.of("label", SearchType.TEXT, "What people call it.").inOrder(),
        SearchField.of("opened", SearchType.TIME, "When it was opened.").inOrder(),
        SearchField.of("closed", SearchType.TIME, "When it was closed; not set while it is open.")
            .inOrder(),
        SearchField.of("changed", SearchType.TIME, "When it last changed, notes included.")
            .inOrder(),
        SearchField.of(
            DELETED,
            SearchType.TIME,
            "When it was deleted; what was is left out unless a condition names this."),
        SearchField.of("statusSince", SearchType.TIME, "When it came into its status."),
        SearchField.of("phaseSince", SearchType.TIME, "When it came into its phase."),
        SearchField.of("closures", SearchType.WHOLE, "How often it was closed."),
        SearchField.of("reopens", SearchType.WHOLE, "How often it was opened again."),
        SearchField.span(
            "age", new Since("opened", "closed"), "How long it has been open, or was."),
        SearchField.span("idle", new Since("changed", null), "How long nothing has changed."),
        SearchField.span(
            "inStatusFor", new Since("statusSince", null), "How long it has had its status."),
        SearchField.span(
            "inPhaseFor",
            new Since("phaseSince", "closed"),
            "How long it has been in its phase, or was until it was closed."));
  }

  private static List<SearchField> triageEvent() {
    return List.of(
        SearchField.of("created", SearchType.TIME, "When it came.").inOrder(),
        SearchField.of("observables", SearchType.TEXTS, "What it holds, for example ip:192.0.2.1."),
        SearchField.span("age", new Since("created", null), "How long ago it came."));
  }

  private static List<SearchField> task() {
    return List.of(
        SearchField.of("key", SearchType.TEXT, "The name its maker knows it by."),
        SearchField.of("created", SearchType.TIME, "When it was made.").inOrder(),
        SearchField.of("closed", SearchType.TIME, "When it was closed; not set while it is open.")
            .inOrder(),
        SearchField.of("changed", SearchType.TIME, "When it last changed.").inOrder(),
        SearchField.span(
            "age", new Since("created", "closed"), "How long it has been there, or was open."),
        SearchField.span("idle", new Since("changed", null), "How long nothing has changed."),
        SearchField.span(
            "overdueFor",
            new Since(FieldNames.DUE, "closed"),
            "How long it has been due; zero before, and not set without a time that it is due."));
  }

  private static List<SearchField> indicator() {
    return List.of(
        SearchField.of("sightings", SearchType.WHOLE, "How often it was seen."),
        SearchField.of("created", SearchType.TIME, "When it was brought first.").inOrder(),
        SearchField.of("changed", SearchType.TIME, "When a field last changed.").inOrder(),
        SearchField.span("age", new Since("created", null), "How long ago it was brought first."),
        SearchField.span(
            "idle", new Since(FieldNames.LAST_SEEN, null), "How long it has not been seen."));
  }

  private void cause() {
    List<SearchField> fields = new ArrayList<>();
    fields.add(
        new SearchField(
            "createdBy.kind",
            SearchType.CHOICE,
            List.of("daemon", "person", "import"),
            "What made it.",
            null,
            false));
    fields.add(SearchField.of("createdBy.name", SearchType.TEXT, "The person or the import."));
    fields.add(SearchField.of("createdBy.daemon", SearchType.WHOLE, "The identity of the daemon."));
    fields.add(SearchField.of("createdBy.rule", SearchType.TEXT, "The rule of the daemon."));
    fields.forEach(this::add);
  }
}
