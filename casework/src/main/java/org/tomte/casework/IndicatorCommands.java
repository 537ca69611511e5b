package org.tomte.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorEdit;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.indicator.SeenIndicator;

/** Makes, merges and edits indicators: locks those that are there, works in memory, writes once. */
final class IndicatorCommands {
  private final Session session;
  private final Cause commandCause;
  private final Instant now;
  private final Map<IndicatorName, Indicator> changed = new TreeMap<>();
  private final List<NewChange> changes = new ArrayList<>();

  IndicatorCommands(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.now = session.now();
  }

  /** A report that can be stored. */
  private record Report(
      IndicatorName name, FieldValues fields, Indicator.Sightings sightings, Cause cause) {}

  List<Outcome<SeenIndicator>> see(List<NewIndicator> wanted) {
    List<Outcome<Report>> reports = wanted.stream().map(this::report).toList();
    Map<IndicatorName, Report> first = new LinkedHashMap<>();
    for (Outcome<Report> outcome : reports) {
      if (outcome instanceof Outcome.Done<Report> done) {
        first.putIfAbsent(done.value().name(), done.value());
      }
    }
    Map<IndicatorName, Indicator> current = new HashMap<>(lock(first.keySet()));
    Map<IndicatorName, Indicator> made = make(first, current);
    List<Outcome<SeenIndicator>> outcomes = new ArrayList<>();
    for (Outcome<Report> outcome : reports) {
      outcomes.add(
          switch (outcome) {
            case Outcome.Refused<Report> refused ->
                Outcome.refused(refused.why(), refused.reason());
            case Outcome.Done<Report> done -> Outcome.done(seen(done.value(), made, current));
          });
    }
    write();
    return outcomes;
  }

  private Outcome<Report> report(NewIndicator wanted) {
    Cause cause = Objects.requireNonNullElse(wanted.cause(), commandCause);
    Optional<Outcome<Report>> loop = Session.loop(cause, "A new indicator");
    if (loop.isPresent()) {
      return loop.get();
    }
    Map<String, @Nullable Object> raw =
        SourceLink.into(wanted.fields(), ObjectKind.INDICATOR, wanted.link());
    Checked checked = check(raw);
    if (!checked.valid()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE,
          "The indicator %s: %s".formatted(wanted.name(), checked.reason()));
    }
    FieldValues values = checked.values();
    FieldValues fields = values.with(FieldNames.FIRST_SEEN, null).with(FieldNames.LAST_SEEN, null);
    return Outcome.done(new Report(wanted.name(), fields, sighting(wanted, values), cause));
  }

  /** The fields by the catalogue; what it is known by is no field that can be set. */
  private Checked check(Map<String, @Nullable Object> raw) {
    Checked checked = session.catalogue().check(ObjectKind.INDICATOR, raw);
    List<String> faults = new ArrayList<>(checked.faults());
    for (String name : List.of(FieldNames.TYPE, FieldNames.VALUE)) {
      if (raw.containsKey(name)) {
        faults.add("field '" + name + "' is what it is known by and cannot be set");
      }
    }
    return new Checked(checked.values(), checked.cleared(), faults);
  }

  /** What the source says of when it was seen counts more than when we hear of it. */
  private Indicator.Sightings sighting(NewIndicator wanted, FieldValues values) {
    Instant seen = wanted.seen() == null ? now : wanted.seen();
    Instant heard = past(seen);
    Instant first = time(values, FieldNames.FIRST_SEEN);
    Instant last = time(values, FieldNames.LAST_SEEN);
    Instant from = first != null ? first : last != null ? last : heard;
    Instant until = last != null ? last : heard;
    return new Indicator.Sightings(from, until.isBefore(from) ? from : until, 1);
  }

  private @Nullable Instant time(FieldValues values, String field) {
    String text = values.text(field);
    return text == null ? null : past(Instant.parse(text));
  }

  private Instant past(Instant at) {
    return (at.isAfter(now) ? now : at).truncatedTo(ChronoUnit.MICROS);
  }

  private Map<IndicatorName, Indicator> lock(Set<IndicatorName> names) {
    return names.isEmpty() ? Map.of() : session.transaction().indicators().lock(names);
  }

  /** Inserts what is missing; adds what is there by now to the current ones. */
  private Map<IndicatorName, Indicator> make(
      Map<IndicatorName, Report> first, Map<IndicatorName, Indicator> current) {
    List<Report> missing =
        first.values().stream().filter(each -> !current.containsKey(each.name())).toList();
    Map<IndicatorName, Indicator> made = new TreeMap<>();
    if (missing.isEmpty()) {
      return made;
    }
    Iterator<Long> ids = session.transaction().indicators().takeIds(missing.size()).iterator();
    missing.forEach(report -> made.put(report.name(), indicator(ids.next(), report)));
    Set<IndicatorName> inserted = session.transaction().indicators().insert(made.values());
    Set<IndicatorName> there = new TreeSet<>(made.keySet());
    there.removeAll(inserted);
    made.keySet().retainAll(inserted);
    current.putAll(lock(there));
    made.values()
        .forEach(indicator -> {
          Map<String, Object> fields = new TreeMap<>(indicator.fields().asMap());
          fields.put(FieldNames.TYPE, indicator.name().type().word());
          fields.put(FieldNames.VALUE, indicator.name().value());
          changes.add(
              new NewChange(
                  now, indicator.ref(), Change.CREATED, null, fields, indicator.createdBy()));
        });
    return made;
  }

  private Indicator indicator(long id, Report report) {
    Set<String> marks = report.cause() instanceof Cause.Person ? report.fields().names() : Set.of();
    return new Indicator(
        id,
        report.name(),
        session.catalogue().calculated(ObjectKind.INDICATOR, report.fields()),
        marks,
        report.sightings(),
        new Indicator.Times(now, now),
        report.cause(),
        1);
  }

  /** The first report of a new indicator is what was inserted; all others are merged. */
  private SeenIndicator seen(
      Report report, Map<IndicatorName, Indicator> made, Map<IndicatorName, Indicator> current) {
    Indicator fresh = made.remove(report.name());
    if (fresh != null) {
      current.put(report.name(), fresh);
      return new SeenIndicator(fresh, true, Set.of(), Set.of());
    }
    Indicator before = Objects.requireNonNull(current.get(report.name()), "a locked indicator");
    Checked edit = IndicatorMerge.into(before.fields(), report.fields());
    FieldEdit merged =
        FieldEdit.apply(before.fields(), before.setByPerson(), edit, report.cause(), false);
    Indicator after = edited(before, merged, before.sightings().plus(report.sightings()));
    current.put(report.name(), after);
    return new SeenIndicator(after, false, log(before, after, report.cause()), merged.kept());
  }

  private Indicator edited(Indicator before, FieldEdit edit, Indicator.Sightings sightings) {
    FieldValues values = session.catalogue().calculated(ObjectKind.INDICATOR, edit.values());
    boolean same = values.equals(before.fields());
    Instant changedAt = before.times().changed();
    Instant at = same || changedAt.isAfter(now) ? changedAt : now;
    return new Indicator(
        before.id(),
        before.name(),
        values,
        edit.setByPerson(),
        sightings,
        new Indicator.Times(before.times().created(), at),
        before.createdBy(),
        same ? before.version() : before.version() + 1);
  }

  private Set<String> log(Indicator before, Indicator after, Cause cause) {
    Set<String> names = before.fields().differences(after.fields());
    for (String name : names) {
      changes.add(
          new NewChange(
              now, after.ref(), name, before.fields().get(name), after.fields().get(name), cause));
    }
    if (!after.equals(before)) {
      changed.put(after.name(), after);
    }
    return names;
  }

  private void write() {
    if (!changed.isEmpty()) {
      session.transaction().indicators().update(changed.values());
    }
    if (!changes.isEmpty()) {
      session.transaction().changes().append(changes);
    }
  }

  List<Outcome<SeenIndicator>> apply(List<IndicatorEdit> edits) {
    List<Long> ids = edits.stream().map(IndicatorEdit::id).distinct().sorted().toList();
    Map<Long, IndicatorName> names = session.transaction().indicators().names(ids);
    Map<IndicatorName, Indicator> current = new HashMap<>(lock(new TreeSet<>(names.values())));
    List<Outcome<SeenIndicator>> outcomes = new ArrayList<>();
    for (IndicatorEdit edit : edits) {
      IndicatorName name = names.get(edit.id());
      Indicator before = name == null ? null : current.get(name);
      outcomes.add(before == null ? unknown(edit.id()) : apply(edit, before, current));
    }
    write();
    return outcomes;
  }

  private static Outcome<SeenIndicator> unknown(long id) {
    return Outcome.refused(
        Outcome.Refusal.UNKNOWN_TARGET, "There is no indicator with the id %d.".formatted(id));
  }

  private Outcome<SeenIndicator> apply(
      IndicatorEdit edit, Indicator before, Map<IndicatorName, Indicator> current) {
    Cause cause = Objects.requireNonNullElse(edit.cause(), commandCause);
    Optional<Outcome<SeenIndicator>> loop =
        Session.loop(cause, "An edit of indicator " + edit.id());
    if (loop.isPresent()) {
      return loop.get();
    }
    Checked checked = check(edit.fields());
    if (!checked.valid()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE,
          "The indicator %s: %s".formatted(before.name(), checked.reason()));
    }
    FieldEdit set =
        FieldEdit.apply(
            before.fields(), before.setByPerson(), withoutSightings(checked), cause, edit.force());
    Indicator after = edited(before, set, before.sightings());
    current.put(before.name(), after);
    Set<String> names = log(before, after, cause);
    return Outcome.done(new SeenIndicator(after, false, names, set.kept()));
  }

  /** When it was seen follows from its sightings. */
  private static Checked withoutSightings(Checked checked) {
    FieldValues values =
        checked.values().with(FieldNames.FIRST_SEEN, null).with(FieldNames.LAST_SEEN, null);
    Set<String> cleared = new TreeSet<>(checked.cleared());
    cleared.removeAll(List.of(FieldNames.FIRST_SEEN, FieldNames.LAST_SEEN));
    return new Checked(values, cleared, List.of());
  }
}
