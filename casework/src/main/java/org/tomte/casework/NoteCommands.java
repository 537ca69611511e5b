package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.note.Mentions;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.NoteEdit;

/** Writes, edits and deletes notes. */
final class NoteCommands {
  private static final String TEXT = "text";

  private final Session session;
  private final Cause commandCause;
  private final Instant now;

  NoteCommands(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.now = session.now();
  }

  List<Outcome<Long>> add(List<NewNote> wanted) {
    Holders holders = new Holders(session, now, wanted.stream().map(NewNote::object).toList());
    List<Outcome<Note>> checked = wanted.stream().map(note -> check(note, holders)).toList();
    int count = (int) checked.stream().filter(Outcome.Done.class::isInstance).count();
    List<Long> ids = count == 0 ? List.of() : session.transaction().notes().takeIds(count);
    List<Note> notes = new ArrayList<>();
    List<NewChange> changes = new ArrayList<>();
    List<Outcome<Long>> outcomes = new ArrayList<>();
    for (Outcome<Note> outcome : checked) {
      switch (outcome) {
        case Outcome.Refused<Note> refused ->
            outcomes.add(Outcome.refused(refused.why(), refused.reason()));
        case Outcome.Done<Note> done -> {
          Note draft = done.value();
          Note note = draft.copied(ids.get(notes.size()), draft.object());
          notes.add(note);
          changes.add(new NewChange(now, note.object(), Change.NOTE, null, note.id(), note.by()));
          put(note, holders);
          outcomes.add(Outcome.done(note.id()));
        }
      }
    }
    if (!notes.isEmpty()) {
      session.transaction().notes().insert(notes);
      session.transaction().changes().append(changes);
      holders.write();
    }
    return outcomes;
  }

  /** Tells the object; it and the note hold the entities of the text. */
  private void put(Note note, Holders holders) {
    holders.touch(note.object());
    FieldValues fields = FieldValues.of(Map.of(TEXT, note.text()));
    List<HeldEntity> held = session.held(ObjectKind.NOTE, List.of(), fields);
    holders.hold(note.ref(), held);
    switch (note.object().kind()) {
      case INCIDENT, TRIAGE_EVENT, TASK -> holders.hold(note.object(), held);
      case NOTE, INDICATOR, ENTITY -> {}
    }
  }

  private Outcome<Note> check(NewNote wanted, Holders holders) {
    Cause cause = Objects.requireNonNullElse(wanted.cause(), commandCause);
    if (wanted.object().kind() == ObjectKind.NOTE || !holders.has(wanted.object(), cause)) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET,
          "There is no %s for a note to be written on.".formatted(wanted.object()));
    }
    Optional<Outcome<Note>> loop = Session.loop(cause, "A note on " + wanted.object());
    if (loop.isPresent()) {
      return loop.get();
    }
    Checked checked = checked(wanted.text());
    String text = checked.values().text(TEXT);
    if (text == null || text.isBlank()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE,
          "A note on %s: %s".formatted(wanted.object(), noText(checked)));
    }
    return Outcome.done(
        new Note(0, wanted.object(), text, now, cause, null, wanted.flags(), mentions(text)));
  }

  private Checked checked(String text) {
    return session.catalogue().check(ObjectKind.NOTE, Map.of(TEXT, text));
  }

  private static String noText(Checked checked) {
    return checked.valid() ? "it has no text" : checked.reason();
  }

  private List<String> mentions(String text) {
    return Mentions.in(
        text,
        name ->
            session.settings().people().isEmpty() || session.settings().person(name).isPresent());
  }

  List<Outcome<Note>> edit(List<NoteEdit> edits) {
    List<Long> ids = edits.stream().map(NoteEdit::id).distinct().sorted().toList();
    // Objects come before what is on them, so that nobody waits for each other.
    Map<Long, Note> seen = session.transaction().notes().find(ids);
    Holders holders = new Holders(session, now, seen.values().stream().map(Note::object).toList());
    Edited edited = new Edited(session.transaction().notes().lock(ids));
    List<Outcome<Note>> outcomes = new ArrayList<>();
    for (NoteEdit edit : edits) {
      Note before = edited.notes.get(edit.id());
      Cause cause = Objects.requireNonNullElse(edit.cause(), commandCause);
      boolean there = before != null && holders.has(before.object(), cause);
      Outcome<Note> outcome = apply(edit, there ? before : null, cause);
      outcomes.add(outcome);
      if (before == null || !(outcome instanceof Outcome.Done<Note> done)) {
        continue;
      }
      if (edit.action() instanceof NoteEdit.Action.Delete) {
        edited.deleted(before, change(before, told(before), null, cause));
        removeFiles(before, edited, cause);
        holders.touch(before.object());
      } else if (!done.value().equals(before)) {
        Note after = done.value();
        edited.changed(after, change(before, told(before), told(after), cause));
        put(after, holders);
      }
    }
    edited.write(session.transaction());
    holders.write();
    return outcomes;
  }

  /** The files on a deleted note go with it. */
  private void removeFiles(Note note, Edited edited, Cause cause) {
    List<Long> ids = new ArrayList<>();
    for (Attachment file : session.transaction().attachments().of(note.ref())) {
      ids.add(file.id());
      edited.changes.add(
          new NewChange(now, note.object(), Change.ATTACHMENT, file.told(), null, cause));
    }
    session.transaction().attachments().delete(ids);
  }

  /** Notes as edits leave them. */
  private static final class Edited {
    private final Map<Long, Note> notes;
    private final Map<Long, Note> updated = new TreeMap<>();
    private final TreeSet<Long> gone = new TreeSet<>();
    private final List<NewChange> changes = new ArrayList<>();

    Edited(Map<Long, Note> locked) {
      notes = new HashMap<>(locked);
    }

    void changed(Note note, NewChange change) {
      notes.put(note.id(), note);
      updated.put(note.id(), note);
      changes.add(change);
    }

    void deleted(Note note, NewChange change) {
      notes.remove(note.id());
      updated.remove(note.id());
      gone.add(note.id());
      changes.add(change);
    }

    void write(CaseworkTransaction transaction) {
      transaction.notes().update(updated.values());
      transaction.notes().delete(gone);
      if (!changes.isEmpty()) {
        transaction.changes().append(changes);
      }
    }
  }

  private NewChange change(
      Note note, Map<String, Object> before, @Nullable Map<String, Object> after, Cause cause) {
    return new NewChange(now, note.object(), Change.NOTE, before, after, cause);
  }

  private static Map<String, Object> told(Note note) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", note.id());
    told.put(TEXT, note.text());
    told.put("pinned", note.flags().pinned());
    told.put("handOver", note.flags().handOver());
    return told;
  }

  private Outcome<Note> apply(NoteEdit edit, @Nullable Note before, Cause cause) {
    if (before == null) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET, "There is no note with the id %d.".formatted(edit.id()));
    }
    return Session.<Note>loop(cause, "An edit of note " + edit.id())
        .orElseGet(() ->
            switch (edit.action()) {
              case NoteEdit.Action.Rewrite rewrite -> rewrite(before, rewrite.text(), cause);
              case NoteEdit.Action.Flag flag -> Outcome.done(flagged(before, flag));
              case NoteEdit.Action.Delete _ ->
                  wrote(before, cause) || new TaskRules(session).administers(cause)
                      ? Outcome.done(before)
                      : foreign(before, "and administrators can delete it");
            });
  }

  private Outcome<Note> rewrite(Note before, String wanted, Cause cause) {
    if (!wrote(before, cause)) {
      return foreign(before, "can change its text");
    }
    Checked checked = checked(wanted);
    String text = checked.values().text(TEXT);
    if (text == null || text.isBlank()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE, "Note %d: %s".formatted(before.id(), noText(checked)));
    }
    return Outcome.done(
        text.equals(before.text()) ? before : before.rewritten(text, mentions(text), now));
  }

  private static Note flagged(Note before, NoteEdit.Action.Flag flag) {
    return before.flagged(
        new Note.Flags(
            Objects.requireNonNullElse(flag.pinned(), before.flags().pinned()),
            Objects.requireNonNullElse(flag.handOver(), before.flags().handOver())));
  }

  private static Outcome<Note> foreign(Note note, String can) {
    return Outcome.refused(
        Outcome.Refusal.BAD_STATE,
        "Note %d was written by %s; only they %s.".formatted(note.id(), note.by().words(), can));
  }

  private static boolean wrote(Note note, Cause cause) {
    return switch (note.by()) {
      case Cause.Person person -> person.equals(cause);
      case Cause.Daemon daemon -> Objects.equals(daemon.daemonIdentity(), cause.daemonIdentity());
      case Cause.Import imported -> imported.equals(cause);
    };
  }
}
