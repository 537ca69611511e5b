package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.note.Note;
import org.tomte.casework.triage.TriageEvent;

/** Makes triage events part of incidents, with their notes, files and entities. */
final class TriageJoining {
  private final Session session;
  private final Cause cause;
  private final Instant now;

  TriageJoining(Session session, Cause cause) {
    this.session = session;
    this.cause = cause;
    this.now = session.now();
  }

  /** Attaches triage events to an incident that is there. */
  List<Outcome<Long>> attach(List<Long> ids, long number) {
    Incident incident = session.transaction().incidents().lock(List.of(number)).get(number);
    Map<Long, TriageEvent> events =
        new HashMap<>(session.transaction().triageEvents().lock(new TreeSet<>(ids)));
    List<Outcome<Long>> outcomes = new ArrayList<>();
    boolean joined = false;
    for (Long id : ids) {
      TriageEvent event = events.get(id);
      Optional<Outcome<Long>> fault = fault(id, event, number, incident);
      if (fault.isPresent() || event == null || incident == null) {
        outcomes.add(fault.orElseGet(() -> TriageCommands.unknown(id)));
        continue;
      }
      join(event, incident.ref());
      events.remove(id);
      joined = true;
      outcomes.add(Outcome.done(id));
    }
    if (joined && incident != null) {
      Incident touched = incident.during(incident.lifecycle().changed(now));
      session.transaction().incidents().update(List.of(touched));
    }
    return outcomes;
  }

  private Optional<Outcome<Long>> fault(
      long id, @Nullable TriageEvent event, long number, @Nullable Incident incident) {
    if (event == null || new TriageCommands(session, cause).hidden(event)) {
      return Optional.of(TriageCommands.unknown(id));
    }
    if (incident == null || incident.deleted() || session.hides(incident, cause)) {
      return Optional.of(
          Outcome.refused(
              Outcome.Refusal.UNKNOWN_TARGET,
              "There is no incident with the number %d.".formatted(number)));
    }
    if (event.status().done()) {
      return Optional.of(
          Outcome.refused(
              Outcome.Refusal.BAD_STATE,
              "Triage event %d is %s already.".formatted(id, event.status().word())));
    }
    return Session.loop(cause, "Triage event %d in incident %d".formatted(id, number));
  }

  /** Marks a locked event as part of a locked incident and gives the incident what it has. */
  void join(TriageEvent event, ObjectRef incident) {
    new TriageCommands(session, cause).converted(event, incident.id(), cause);
    List<NewChange> changes = new ArrayList<>();
    changes.add(change(incident, Change.TRIAGE_EVENT, event.id()));
    List<EntityLink> links = new ArrayList<>();
    event
        .observables()
        .forEach(name -> links.add(new EntityLink(incident, name, LinkSource.EVENT)));
    if (!links.isEmpty()) {
      session.transaction().entities().link(links, now);
    }
    for (Note note : notes(event.ref(), incident)) {
      changes.add(change(incident, Change.NOTE, note.id()));
    }
    for (Attachment attachment : attachments(event.ref(), incident)) {
      changes.add(change(incident, Change.ATTACHMENT, attachment.told()));
    }
    session.transaction().changes().append(changes);
  }

  private NewChange change(ObjectRef object, String field, Object after) {
    return new NewChange(now, object, field, null, after, cause);
  }

  private List<Note> notes(ObjectRef from, ObjectRef to) {
    List<Note> notes = session.transaction().notes().of(from);
    if (notes.isEmpty()) {
      return notes;
    }
    List<Long> ids = session.transaction().notes().takeIds(notes.size());
    List<Note> copies = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      copies.add(notes.get(i).copied(ids.get(i), to));
    }
    session.transaction().notes().insert(copies);
    return copies;
  }

  private List<Attachment> attachments(ObjectRef from, ObjectRef to) {
    List<Attachment> attachments = session.transaction().attachments().of(from);
    if (attachments.isEmpty()) {
      return attachments;
    }
    List<Long> ids = session.transaction().attachments().takeIds(attachments.size());
    Map<Long, Attachment> copies = new TreeMap<>();
    for (int i = 0; i < attachments.size(); i++) {
      Attachment each = attachments.get(i);
      copies.put(each.id(), each.copied(ids.get(i), to));
    }
    session.transaction().attachments().copy(copies);
    return List.copyOf(copies.values());
  }
}
