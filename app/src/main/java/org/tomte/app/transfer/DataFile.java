package org.tomte.app.transfer;

import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.change.Change;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.transfer.ObjectSource.LabelCount;
import org.tomte.casework.transfer.SeenLink;
import org.tomte.casework.triage.TriageEvent;

/** The files of an export, each of JSON lines of one kind, in the order in which they are read. */
enum DataFile {
  INCIDENTS("incidents", Incident.class),
  TRIAGE_EVENTS("triage-events", TriageEvent.class),
  TASKS("tasks", Task.class),
  INDICATORS("indicators", Indicator.class),
  NOTES("notes", Note.class),
  EFFORTS("efforts", Effort.class),
  ATTACHMENTS("attachments", Attachment.class),
  INTERVALS("intervals", Interval.class),
  CLOCKS("clocks", SlaClock.class),
  ENTITIES("entities", SeenLink.class),
  ENTITY_DETAILS("entity-details", Entity.class),
  CHANGES("changes", Change.class),
  LABEL_COUNTERS("label-counters", LabelCount.class);

  /** The folder in an export that holds them. */
  static final String FOLDER = "data";

  private final String word;
  private final Class<?> type;

  DataFile(String word, Class<?> type) {
    this.word = word;
    this.type = type;
  }

  /** Its name in the folder of an export. */
  String path() {
    return FOLDER + "/" + word + ".jsonl";
  }

  /** What it holds, for people. */
  String word() {
    return word;
  }

  /** What a line is. */
  Class<?> type() {
    return type;
  }
}
