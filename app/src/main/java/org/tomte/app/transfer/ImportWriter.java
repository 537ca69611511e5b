package org.tomte.app.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.template.CounterKey;
import org.tomte.casework.transfer.ObjectSource.LabelCount;
import org.tomte.casework.transfer.ObjectWriter;
import org.tomte.casework.transfer.Renumbering;
import org.tomte.casework.transfer.SeenLink;
import org.tomte.casework.transfer.WholeObjects;
import org.tomte.casework.triage.TriageEvent;

/** Writes the objects of an import, some hundred at a time. */
final class ImportWriter {
  private static final int BATCH = 500;

  /** Files are in memory, up to a MiB each, until they are written. */
  private static final int FILES = 8;

  private static final Duration SEEN_TOGETHER = Duration.ofMinutes(1);

  /** Fields of incidents that name other incidents. */
  private static final List<String> REFERENCES =
      List.of(FieldNames.PARENT, FieldNames.DUPLICATE_OF);

  private final CaseworkTransaction transaction;
  private final ImportedLine checked;
  private final ImportedFiles files;
  private final boolean keepsNumbers;
  private final Renumbering numbers = new Renumbering();
  private final ObjectWriter writer;
  private final Set<Long> written = new HashSet<>();
  private final Set<Long> knownIndicators = new HashSet<>();
  private final ImportedEntities entities;
  private final List<Incident> withLater = new ArrayList<>();
  private final List<Object> batch = new ArrayList<>();

  /**
   * A writer.
   *
   * @param checked knows the numbers of everything that will come
   * @param keepsNumbers whether they stay; otherwise new ones are taken
   */
  ImportWriter(
      CaseworkTransaction transaction,
      ImportedLine checked,
      ImportedFiles files,
      boolean keepsNumbers) {
    this.transaction = transaction;
    this.checked = checked;
    this.files = files;
    this.entities = new ImportedEntities(transaction.entities(), numbers);
    this.keepsNumbers = keepsNumbers;
    this.writer = new ObjectWriter(transaction, numbers, SEEN_TOGETHER);
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind == ObjectKind.ENTITY) {
        continue; // known by their names
      }
      if (keepsNumbers) {
        writer.takeUpTo(kind, last(checked.known(kind)));
      } else {
        writer.renumber(kind, checked.known(kind));
      }
    }
    if (keepsNumbers) {
      writer.takeEffortsUpTo(last(checked.efforts()));
      writer.takeAttachmentsUpTo(last(checked.attachments()));
    } else {
      writer.renumberEfforts(checked.efforts());
      writer.renumberAttachments(checked.attachments());
    }
  }

  private static long last(Set<Long> ids) {
    return ids.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  void add(Object object) {
    batch.add(object);
    if (batch.size() == BATCH) {
      flush();
    }
  }

  void flush() {
    List<Incident> incidents = new ArrayList<>();
    for (Incident incident : of(Incident.class)) {
      incidents.add(withoutLater(incident));
      written.add(incident.number());
    }
    writer.write(
        new WholeObjects(
            incidents,
            of(Interval.class),
            of(SlaClock.class),
            of(TriageEvent.class),
            of(Task.class).stream().map(this::waitingForKnown).toList(),
            fresh(of(Indicator.class)),
            of(Note.class),
            of(SeenLink.class),
            of(Change.class).stream().filter(this::isWanted).map(ImportWriter::change).toList()));
    writer.spend(of(Effort.class));
    attach(of(Attachment.class));
    entities.add(of(Entity.class));
    if (keepsNumbers) {
      of(LabelCount.class).forEach(this::count);
    }
    batch.clear();
  }

  private void attach(List<Attachment> attachments) {
    for (int from = 0; from < attachments.size(); from += FILES) {
      int until = Math.min(from + FILES, attachments.size());
      writer.attach(attachments.subList(from, until).stream().map(files::filed).toList());
    }
  }

  /** Without tasks that are left out, whose numbers others may have. */
  private Task waitingForKnown(Task task) {
    Set<Long> known = checked.known(ObjectKind.TASK);
    List<Long> kept = task.waitsFor().stream().filter(known::contains).toList();
    if (kept.size() == task.waitsFor().size()) {
      return task;
    }
    Object texts = kept.isEmpty() ? null : kept.stream().map(String::valueOf).toList();
    return new Task(
        task.number(),
        task.key(),
        task.fields().with(FieldNames.WAITS_FOR, texts),
        task.setByPerson(),
        task.times(),
        task.createdBy(),
        task.version());
  }

  private <T> List<T> of(Class<T> type) {
    return batch.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What an incident refers to has to be there first. */
  private Incident withoutLater(Incident incident) {
    FieldValues fields = withWritten(incident.fields());
    if (fields.equals(incident.fields())) {
      return incident;
    }
    withLater.add(incident);
    return with(incident, fields);
  }

  private FieldValues withWritten(FieldValues fields) {
    FieldValues kept = fields;
    for (String name : REFERENCES) {
      if (fields.get(name) instanceof Long number && !written.contains(number)) {
        kept = kept.with(name, null);
      }
    }
    return kept;
  }

  private static Incident with(Incident incident, FieldValues fields) {
    return new Incident(
        incident.number(),
        incident.label(),
        fields,
        incident.setByPerson(),
        incident.lifecycle(),
        incident.createdBy(),
        incident.version());
  }

  /** Those that are not there; what is known of the others stays as it is. */
  private List<Indicator> fresh(List<Indicator> indicators) {
    if (keepsNumbers || indicators.isEmpty()) {
      return indicators;
    }
    Map<IndicatorName, Indicator> there =
        transaction.indicators().lock(indicators.stream().map(Indicator::name).toList());
    List<Indicator> fresh = new ArrayList<>();
    for (Indicator indicator : indicators) {
      Indicator known = there.get(indicator.name());
      if (known == null) {
        fresh.add(indicator);
      } else {
        numbers.put(ObjectKind.INDICATOR, indicator.id(), known.id());
        knownIndicators.add(indicator.id());
      }
    }
    return fresh;
  }

  private boolean isWanted(Change change) {
    return switch (change.object().kind()) {
      case INDICATOR -> !knownIndicators.contains(change.object().id());
      case ENTITY -> !entities.stay(change.object().id());
      case INCIDENT, TRIAGE_EVENT, NOTE, TASK -> true;
    };
  }

  private static NewChange change(Change change) {
    return new NewChange(
        change.at(),
        change.object(),
        change.field(),
        change.before(),
        change.after(),
        change.cause());
  }

  private void count(LabelCount count) {
    CounterKey key = new CounterKey(count.pattern(), count.period(), 1);
    long more = count.next() - key.first();
    if (more > 0 && more <= Integer.MAX_VALUE) {
      transaction.labelCounters().take(new TreeMap<>(Map.of(key, (int) more)));
    }
  }

  /** Writes what had to wait for the end; what never came is left out. */
  void finish() {
    writer.update(
        withLater.stream()
            .map(incident -> with(incident, withWritten(incident.fields())))
            .toList());
  }
}
