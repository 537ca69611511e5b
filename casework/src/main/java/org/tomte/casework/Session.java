package org.tomte.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.tomte.casework.change.Cause;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.setting.CaseSettings;

/** What all commands of one transaction share. */
final class Session {
  private static final int MAX_ENTITIES = 1_000;

  private final CaseworkTransaction transaction;
  private final InstantSource clock;
  private final CaseSettings settings;

  Session(CaseworkTransaction transaction, CaseworkContext context) {
    this.transaction = transaction;
    this.clock = context.clock();
    this.settings = context.settings().get();
  }

  CaseworkTransaction transaction() {
    return transaction;
  }

  /** The settings that hold for the whole transaction. */
  CaseSettings settings() {
    return settings;
  }

  /** Now, in the precision that is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** The fields of all kinds of objects. */
  FieldCatalogue catalogue() {
    return settings.fields();
  }

  /** The entities given and those in title and description, sorted. */
  List<EntityName> entities(Collection<EntityName> given, FieldValues fields) {
    TreeSet<EntityName> names = new TreeSet<>(given);
    for (String field : List.of(FieldNames.TITLE, FieldNames.DESCRIPTION)) {
      String text = fields.text(field);
      if (text != null) {
        names.addAll(settings.harvester().harvest(text));
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
