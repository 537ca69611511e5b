package org.tomte.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Permission;
import org.tomte.casework.access.Role;
import org.tomte.casework.audit.NewAuditEntry;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.setting.CaseSettings;

/** What all commands of one transaction share. */
final class Session {
  static final int MAX_ENTITIES = 1_000;

  private final CaseworkTransaction transaction;
  private final InstantSource clock;
  private final CaseSettings settings;
  private final Commanders commanders;

  Session(CaseworkTransaction transaction, CaseworkContext context) {
    this.transaction = transaction;
    this.clock = context.clock();
    this.settings = context.settings().get();
    this.commanders = context.commanders();
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

  /** The entities given and those in the fields that are looked through, sorted. */
  List<EntityName> entities(ObjectKind kind, Collection<EntityName> given, FieldValues fields) {
    TreeSet<EntityName> names = new TreeSet<>(given);
    settings.plan().harvest(kind, fields, settings.harvester(), (_, name) -> names.add(name));
    return names.stream().limit(MAX_ENTITIES).toList();
  }

  /** What whoever stands for a cause may do; empty for a person whom nobody knows. */
  private Optional<Access> access(Cause cause) {
    return switch (cause) {
      case Cause.Person person -> commanders.person(person.name(), settings);
      case Cause.Daemon daemon -> Optional.of(commanders.daemon(daemon.daemon()));
      case Cause.Import _ -> Optional.of(Access.SYSTEM);
    };
  }

  /** Why somebody may not do something, in a sentence; null when they may. */
  @Nullable String forbidden(CaseworkCommand command, Cause cause) {
    Permission permission = command.permission();
    if (cause instanceof Cause.Daemon && Role.ANALYST.includes(permission.least())) {
      return null; // most commands are daemons'; who they are matters for what is restricted only
    }
    Optional<Access> access = access(cause);
    if (access.isPresent() && access.get().may(permission)) {
      return null;
    }
    String reason = reason(permission, command.words(), cause, access);
    String object = command.name().toLowerCase(Locale.ROOT).replace('_', '-');
    transaction
        .audit()
        .append(NewAuditEntry.of(now(), cause.words(), NewAuditEntry.REFUSED, object, reason));
    return reason;
  }

  private String reason(Permission permission, String doing, Cause cause, Optional<Access> access) {
    String least = permission.least().word();
    if (access.isPresent()) {
      return "%s has the role %s and may not %s; that needs the role %s%s."
          .formatted(
              cause.words(),
              access.get().role().word(),
              doing,
              least,
              permission.least() == Role.ADMINISTRATOR ? "" : " or more");
    }
    boolean known =
        cause instanceof Cause.Person person && settings.people().containsKey(person.name());
    return known
        ? "%s is not active any more and may not %s.".formatted(cause.words(), doing)
        : "There is no user %s, who could %s.".formatted(cause.words(), doing);
  }

  /**
   * Those of the incidents that are restricted, as they stand; what belongs to none is left out.
   */
  Map<Long, Incident> restrictedAmong(Collection<? extends @Nullable Long> numbers) {
    Set<Long> some = new TreeSet<>();
    for (Long number : numbers) {
      if (number != null) {
        some.add(number);
      }
    }
    return some.isEmpty() ? Map.of() : transaction.incidents().restricted(some);
  }

  /** Whether there is an incident that whoever stands for a cause may know of. */
  boolean isThere(long number, Cause cause) {
    return !transaction.incidents().existing(Set.of(number)).isEmpty()
        && !hides(restrictedAmong(List.of(number)).get(number), cause);
  }

  /**
   * Whether whoever stands for a cause must not know of an incident. What is hidden is refused in
   * the words for what does not exist.
   *
   * @param incident null when there is none, or it is not restricted
   */
  boolean hides(@Nullable Incident incident, Cause cause) {
    return incident != null
        && incident.restricted()
        && access(cause).map(access -> !incident.isSeenBy(access)).orElse(true);
  }

  /** The same with why the object holds them. */
  List<HeldEntity> held(ObjectKind kind, Collection<EntityName> given, FieldValues fields) {
    Set<EntityName> came = Set.copyOf(given);
    return entities(kind, given, fields).stream()
        .map(name -> new HeldEntity(name, came.contains(name) ? LinkSource.EVENT : LinkSource.TEXT))
        .toList();
  }

  /** Whether a change of these fields may bring entities. */
  boolean harvested(ObjectKind kind, Set<String> changed) {
    return settings.plan().touchedBy(kind, changed);
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
