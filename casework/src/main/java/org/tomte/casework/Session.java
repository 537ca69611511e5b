package org.tomte.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.Harvester;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;

/** What all commands of one transaction share. */
final class Session {
  private static final int MAX_ENTITIES = 1_000;

  private final CaseworkTransaction transaction;
  private final InstantSource clock;
  private final Harvester harvester;
  private @Nullable FieldCatalogue withCustomFields;

  Session(CaseworkTransaction transaction, InstantSource clock, Harvester harvester) {
    this.transaction = transaction;
    this.clock = clock;
    this.harvester = harvester;
  }

  CaseworkTransaction transaction() {
    return transaction;
  }

  /** Now, in the precision that is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** The catalogue for these fields; custom definitions are read only when they are needed. */
  FieldCatalogue catalogue(Map<String, ?> fields) {
    if (fields.keySet().stream().noneMatch(name -> name.startsWith(FieldNames.CUSTOM_PREFIX))) {
      return FieldCatalogue.standard();
    }
    if (withCustomFields == null) {
      withCustomFields = FieldCatalogue.with(transaction.customFields().all());
    }
    return withCustomFields;
  }

  /** Forgets the custom definitions after one was saved. */
  void forgetCatalogue() {
    withCustomFields = null;
  }

  /** The entities given and those in title and description, sorted. */
  List<EntityName> entities(Collection<EntityName> given, FieldValues fields) {
    TreeSet<EntityName> names = new TreeSet<>(given);
    for (String field : List.of(FieldNames.TITLE, FieldNames.DESCRIPTION)) {
      String text = fields.text(field);
      if (text != null) {
        names.addAll(harvester.harvest(text));
      }
    }
    return names.stream().limit(MAX_ENTITIES).toList();
  }

  /** Refuses what follows on too many daemons; empty when it may go on. */
  static <T> Optional<Outcome<T>> loop(Cause cause, String what) {
    if (cause.depth() <= Cause.MAX_DEPTH) {
      return Optional.empty();
    }
    return Optional.of(
        Outcome.refused(
            Outcome.Refusal.LOOP,
            "%s by %s would be change number %d in a chain of daemons that react to each other; at most %d are allowed"
                .formatted(what, cause.words(), cause.depth(), Cause.MAX_DEPTH)));
  }
}
