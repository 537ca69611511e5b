package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EditedEntity;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityEdit;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.triage.TriageEvent;

/** Edits, locks and deletes entities, and ties them to objects. */
final class EntityCommands {
  private static final String LOCK = "lock";

  private final Session session;
  private final Cause commandCause;
  private final Instant now;
  private final Map<EntityName, Entity> changed = new TreeMap<>();
  private final Map<EntityName, Entity> deleted = new TreeMap<>();
  private final List<NewChange> changes = new ArrayList<>();

  EntityCommands(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.now = session.now();
  }

  List<Outcome<EditedEntity>> apply(List<EntityEdit> edits) {
    TreeSet<EntityName> names = new TreeSet<>();
    edits.forEach(edit -> names.add(edit.name()));
    Map<EntityName, Entity> current = new HashMap<>(session.transaction().entities().lock(names));
    List<Outcome<EditedEntity>> outcomes = new ArrayList<>();
    for (EntityEdit edit : edits) {
      Outcome<EditedEntity> outcome = apply(edit, current.get(edit.name()));
      outcomes.add(outcome);
      if (deleted.containsKey(edit.name())) {
        current.remove(edit.name());
      } else if (outcome instanceof Outcome.Done<EditedEntity> done) {
        current.put(edit.name(), done.value().entity());
      }
    }
    changed.keySet().removeAll(deleted.keySet());
    session.transaction().entities().update(changed.values());
    session.transaction().entities().delete(deleted.values());
    if (!changes.isEmpty()) {
      session.transaction().changes().append(changes);
    }
    return outcomes;
  }

  private Outcome<EditedEntity> apply(EntityEdit edit, @Nullable Entity before) {
    Cause cause = Objects.requireNonNullElse(edit.cause(), commandCause);
    if (before == null) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET, "There is no entity %s.".formatted(edit.name()));
    }
    Optional<Outcome<EditedEntity>> loop = Session.loop(cause, "An edit of entity " + edit.name());
    if (loop.isPresent()) {
      return loop.get();
    }
    boolean deletes = edit.action() instanceof EntityEdit.Action.Delete;
    if (before.lock() != null && (deletes || !(cause instanceof Cause.Person))) {
      return locked(before, before.lock());
    }
    return switch (edit.action()) {
      case EntityEdit.Action.Set set -> set(before, set.fields(), cause);
      case EntityEdit.Action.Tag tag -> {
        TreeSet<String> tags = new TreeSet<>(before.tags());
        tags.addAll(tag.add());
        tags.removeAll(tag.remove());
        yield set(before, Map.of(FieldNames.TAGS, List.copyOf(tags)), cause);
      }
      case EntityEdit.Action.Lock lock -> lock(before, lock.why(), cause);
      case EntityEdit.Action.Unlock _ -> unlock(before, cause);
      case EntityEdit.Action.Delete _ -> delete(before, cause);
    };
  }

  private static Outcome<EditedEntity> locked(Entity entity, Entity.Lock lock) {
    return Outcome.refused(
        Outcome.Refusal.BAD_STATE,
        "Entity %s is locked by %s%s; it can be deleted, and changed by daemons, when it is unlocked."
            .formatted(entity.name(), lock.by(), lock.why() == null ? "" : ": " + lock.why()));
  }

  private Outcome<EditedEntity> set(
      Entity before, Map<String, ? extends @Nullable Object> fields, Cause cause) {
    Checked checked = session.catalogue().check(ObjectKind.ENTITY, fields);
    if (!checked.valid()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE, "Entity %s: %s".formatted(before.name(), checked.reason()));
    }
    FieldValues values = before.fields();
    for (String name : checked.cleared()) {
      values = values.with(name, null);
    }
    Entity after = before.with(values.overlaid(checked.values()));
    Set<String> names = before.fields().differences(after.fields());
    for (String name : names) {
      add(before, name, before.fields().get(name), after.fields().get(name), cause);
    }
    return edited(after, names);
  }

  private void add(
      Entity entity, String field, @Nullable Object before, @Nullable Object after, Cause cause) {
    changes.add(new NewChange(now, entity.ref(), field, before, after, cause));
  }

  private Outcome<EditedEntity> edited(Entity after, Set<String> names) {
    if (!names.isEmpty()) {
      changed.put(after.name(), after);
    }
    return Outcome.done(new EditedEntity(after, names));
  }

  private Outcome<EditedEntity> lock(Entity before, @Nullable String why, Cause cause) {
    if (before.lock() != null) {
      return edited(before, Set.of());
    }
    String reason = why == null || why.isBlank() ? null : why;
    add(before, LOCK, null, reason == null ? "locked" : reason, cause);
    return edited(before.locked(new Entity.Lock(cause.words(), now, reason)), Set.of(LOCK));
  }

  private Outcome<EditedEntity> unlock(Entity before, Cause cause) {
    Entity.Lock lock = before.lock();
    if (lock == null) {
      return edited(before, Set.of());
    }
    add(before, LOCK, lock.why() == null ? "locked" : lock.why(), null, cause);
    return edited(before.locked(null), Set.of(LOCK));
  }

  private Outcome<EditedEntity> delete(Entity before, Cause cause) {
    Map<String, Object> told = new LinkedHashMap<>(before.fields().asMap());
    told.put("type", before.name().type().word());
    told.put("value", before.name().value());
    add(before, Change.DELETED, told, null, cause);
    deleted.put(before.name(), before);
    return Outcome.done(new EditedEntity(before, Set.of(Change.DELETED)));
  }

  /** Ties an entity to an object; gives whether it was not tied before. */
  Outcome<Boolean> tie(ObjectRef object, EntityName name) {
    Holders holders = new Holders(session, now, List.of(object));
    Optional<Outcome<Boolean>> fault = fault(object, holders);
    if (fault.isPresent()) {
      return fault.get();
    }
    TriageEvent event = event(object, holders);
    boolean isNew =
        event == null
            ? session.transaction().entities().of(object).stream()
                .noneMatch(each -> each.name().equals(name))
            : !event.observables().contains(name);
    if (!isNew) {
      return Outcome.done(false);
    }
    if (event == null) {
      session.transaction().entities().tie(object, name, now);
    } else {
      holders.hold(object, List.of(new HeldEntity(name, LinkSource.PERSON)));
    }
    return tied(object, null, name.toString(), holders);
  }

  private static @Nullable TriageEvent event(ObjectRef object, Holders holders) {
    return object.kind() == ObjectKind.TRIAGE_EVENT ? holders.event(object.id()) : null;
  }

  private Optional<Outcome<Boolean>> fault(ObjectRef object, Holders holders) {
    boolean takes =
        switch (object.kind()) {
          case INCIDENT, TRIAGE_EVENT, TASK, NOTE -> holders.has(object, commandCause);
          case INDICATOR, ENTITY -> false;
        };
    return takes
        ? Session.loop(commandCause, "An entity of " + object)
        : Optional.of(
            Outcome.refused(
                Outcome.Refusal.UNKNOWN_TARGET,
                "There is no %s to hold an entity.".formatted(object)));
  }

  private Outcome<Boolean> tied(
      ObjectRef object, @Nullable String before, @Nullable String after, Holders holders) {
    session
        .transaction()
        .changes()
        .append(
            List.of(
                new NewChange(
                    now, holders.historian(object), Change.ENTITY, before, after, commandCause)));
    holders.touch(object);
    holders.write();
    return Outcome.done(true);
  }

  /** Unties an entity from an object; gives whether it was tied. */
  Outcome<Boolean> untie(ObjectRef object, EntityName name) {
    Holders holders = new Holders(session, now, List.of(object));
    Optional<Outcome<Boolean>> fault = fault(object, holders);
    if (fault.isPresent()) {
      return fault.get();
    }
    TriageEvent event = event(object, holders);
    boolean was;
    if (event == null) {
      was = session.transaction().entities().untie(object, name);
    } else {
      List<EntityName> left = new ArrayList<>(event.observables());
      was = left.remove(name);
      if (was) {
        holders.holding(event.holding(left));
      }
    }
    return was ? tied(object, name.toString(), null, holders) : Outcome.done(false);
  }
}
