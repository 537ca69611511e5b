package org.tomte.casework;

import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.audit.AuditLog;
import org.tomte.casework.change.ChangeLog;
import org.tomte.casework.entity.Entities;
import org.tomte.casework.incident.Incidents;
import org.tomte.casework.indicator.Indicators;
import org.tomte.casework.note.Notes;
import org.tomte.casework.sla.Clocks;
import org.tomte.casework.task.Tasks;
import org.tomte.casework.template.LabelCounters;
import org.tomte.casework.template.Templates;
import org.tomte.casework.triage.TriageEvents;

/**
 * What one transaction can do to the data layer. Whoever opened it commits it; nothing here does.
 * It is used by one thread.
 */
public interface CaseworkTransaction {

  /** Incidents and their intervals. */
  Incidents incidents();

  /** Clocks of incidents. */
  Clocks clocks();

  /** Triage events. */
  TriageEvents triageEvents();

  /** Notes. */
  Notes notes();

  /** Files on objects. */
  Attachments attachments();

  /** Tasks. */
  Tasks tasks();

  /** Indicators. */
  Indicators indicators();

  /** Templates of incidents. */
  Templates templates();

  /** Counters of labels. */
  LabelCounters labelCounters();

  /** Entities and their links. */
  Entities entities();

  /** The change log. */
  ChangeLog changes();

  /** What has no history of its own. */
  AuditLog audit();
}
