package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.EntityType;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.setting.WorkSettings;

/** Attaches and removes files. */
final class AttachmentCommands {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_TEXT = 10_000;

  private final Session session;
  private final Cause commandCause;
  private final Instant now;

  AttachmentCommands(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.now = session.now();
  }

  List<Outcome<Attachment>> add(List<NewAttachment> wanted) {
    Holders holders =
        new Holders(session, now, wanted.stream().map(NewAttachment::object).toList());
    Map<ObjectRef, Integer> counts = new HashMap<>();
    Iterator<Long> ids = session.transaction().attachments().takeIds(wanted.size()).iterator();
    List<Attachments.Filed> filed = new ArrayList<>();
    List<NewChange> changes = new ArrayList<>();
    List<Outcome<Attachment>> outcomes = new ArrayList<>();
    for (NewAttachment each : wanted) {
      Outcome<Attachment> outcome = check(ids.next(), each, holders, counts);
      outcomes.add(outcome);
      if (outcome instanceof Outcome.Done<Attachment> done) {
        Attachment attachment = done.value();
        filed.add(new Attachments.Filed(attachment, each.file()));
        changes.add(change(holders, attachment, null, attachment.told(), attachment.by()));
        counts.merge(each.object(), 1, Integer::sum);
        holders.touch(each.object());
        holders.hold(each.object(), entities(attachment));
      }
    }
    if (!filed.isEmpty()) {
      session.transaction().attachments().insert(filed);
      session.transaction().changes().append(changes);
      holders.write();
    }
    return outcomes;
  }

  private NewChange change(
      Holders holders,
      Attachment attachment,
      @Nullable Object before,
      @Nullable Object after,
      Cause cause) {
    ObjectRef object = holders.historian(attachment.object());
    return new NewChange(now, object, Change.ATTACHMENT, before, after, cause);
  }

  private static List<HeldEntity> entities(Attachment attachment) {
    List<HeldEntity> held = new ArrayList<>();
    held.add(held(EntityType.FILE, attachment.name()));
    attachment.digests().all().forEach(digest -> held.add(held(EntityType.HASH, digest)));
    return held;
  }

  private static HeldEntity held(EntityType type, String value) {
    return new HeldEntity(new EntityName(type, value), LinkSource.ATTACHMENT);
  }

  private Outcome<Attachment> check(
      long id, NewAttachment wanted, Holders holders, Map<ObjectRef, Integer> counts) {
    ObjectRef object = wanted.object();
    Cause cause = Objects.requireNonNullElse(wanted.cause(), commandCause);
    boolean takes =
        switch (object.kind()) {
          case INCIDENT, TRIAGE_EVENT, TASK, NOTE -> holders.has(object, cause);
          case INDICATOR, ENTITY -> false;
        };
    if (!takes) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET,
          "There is no %s for a file to be attached to.".formatted(object));
    }
    Optional<Outcome<Attachment>> loop = Session.loop(cause, "A file on " + object);
    if (loop.isPresent()) {
      return loop.get();
    }
    int known =
        counts.computeIfAbsent(object, each -> session.transaction().attachments().of(each).size());
    String name = name(wanted.name());
    String fault = fault(wanted, name, known);
    if (fault != null) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE, "A file on %s: %s".formatted(object, fault));
    }
    return Outcome.done(
        new Attachment(
            id,
            object,
            name,
            wanted.mediaType(),
            wanted.size(),
            wanted.digests(),
            wanted.about().description(),
            wanted.about().reference(),
            now,
            cause));
  }

  /** Without folders and control characters, which names of files must not have anywhere. */
  private static String name(String wanted) {
    String last = wanted.substring(Math.max(wanted.lastIndexOf('/'), wanted.lastIndexOf('\\')) + 1);
    return last.replaceAll("\\p{Cntrl}", "").strip();
  }

  private @Nullable String fault(NewAttachment wanted, String name, int known) {
    WorkSettings limits = session.settings().work();
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.length() > LONGEST_NAME) {
      return "its name must have 1 to %d characters, not '%s'"
          .formatted(LONGEST_NAME, name.substring(0, Math.min(name.length(), 100)));
    }
    if (wanted.size() > limits.largestAttachment()) {
      return "'%s' has %,d bytes; at most %,d are taken (attachments.largest of the workflow)"
          .formatted(name, wanted.size(), limits.largestAttachment());
    }
    if (known >= limits.mostAttachments()) {
      return "it has %,d files already, as many as it can (attachments.most of the workflow)"
          .formatted(known);
    }
    return tooLong(wanted.about().description()) || tooLong(wanted.about().reference())
        ? "description and reference have at most %,d characters".formatted(LONGEST_TEXT)
        : null;
  }

  private static boolean tooLong(@Nullable String text) {
    return text != null && text.length() > LONGEST_TEXT;
  }

  List<Outcome<Attachment>> remove(List<Long> ids) {
    Map<Long, Attachment> seen = session.transaction().attachments().find(ids);
    Holders holders =
        new Holders(session, now, seen.values().stream().map(Attachment::object).toList());
    Map<Long, Attachment> found =
        new HashMap<>(session.transaction().attachments().lock(new TreeSet<>(ids)));
    List<NewChange> changes = new ArrayList<>();
    TreeSet<Long> removed = new TreeSet<>();
    List<Outcome<Attachment>> outcomes = new ArrayList<>();
    for (Long id : ids) {
      Attachment attachment = found.remove(id);
      if (attachment == null || !holders.has(attachment.object(), commandCause)) {
        outcomes.add(
            Outcome.refused(
                Outcome.Refusal.UNKNOWN_TARGET,
                "There is no attachment with the id %d.".formatted(id)));
        continue;
      }
      removed.add(id);
      changes.add(change(holders, attachment, attachment.told(), null, commandCause));
      holders.touch(attachment.object());
      outcomes.add(Outcome.done(attachment));
    }
    if (!removed.isEmpty()) {
      session.transaction().attachments().delete(removed);
      session.transaction().changes().append(changes);
      holders.write();
    }
    return outcomes;
  }
}
