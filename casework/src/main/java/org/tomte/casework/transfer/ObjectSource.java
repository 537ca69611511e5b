package org.tomte.casework.transfer;

import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.Change;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/** Everything in a data layer, one after the other, as it stands at one instant. */
@FunctionalInterface
public interface ObjectSource {

  /** Gives everything to a receiver, kind by kind in the order of its methods, each by number. */
  void read(Receiver receiver);

  /** Takes objects as they come; none is kept by the source. */
  interface Receiver {

    /** An incident. */
    void incident(Incident incident);

    /** A triage event. */
    void triageEvent(TriageEvent event);

    /** A task. */
    void task(Task task);

    /** An indicator. */
    void indicator(Indicator indicator);

    /** A note. */
    void note(Note note);

    /** What somebody spent on a task. */
    void effort(Effort effort);

    /** A file on an object, with its bytes as they are stored. */
    void attachment(Attachment attachment, StoredFile file);

    /** A time that an incident spent in a status or phase. */
    void interval(Interval interval);

    /** A clock of an incident's service level. */
    void clock(SlaClock clock);

    /** An entity that an object holds. */
    void link(SeenLink link);

    /** An entity that people worked with; the others are known by their links. */
    void entity(Entity entity);

    /**
     * A change, in the order of the feed; a triage event's own row stands for its creation. What is
     * left of the history of entities and incidents that were removed for good is not given.
     */
    void change(Change change);

    /** How far labels are counted. */
    void labelCounter(LabelCount count);
  }

  /**
   * How far the labels of one pattern are counted in one period.
   *
   * @param next the number that the next label gets
   */
  record LabelCount(String pattern, String period, long next) {}
}
