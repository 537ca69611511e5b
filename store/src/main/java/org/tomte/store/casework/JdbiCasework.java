package org.tomte.store.casework;

import org.jdbi.v3.core.Handle;
import org.tomte.casework.CaseworkTransaction;
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

/** The data layer in one database transaction, which the owner of the handle began and ends. */
public final class JdbiCasework implements CaseworkTransaction {
  private final Handle handle;

  /**
   * The data layer in the transaction of this handle.
   *
   * @param handle in a transaction of the isolation level READ COMMITTED
   */
  public JdbiCasework(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Incidents incidents() {
    return new JdbiIncidents(handle);
  }

  @Override
  public Clocks clocks() {
    return new JdbiClocks(handle);
  }

  @Override
  public TriageEvents triageEvents() {
    return new JdbiTriageEvents(handle);
  }

  @Override
  public Notes notes() {
    return new JdbiNotes(handle);
  }

  @Override
  public Attachments attachments() {
    return new JdbiAttachments(handle);
  }

  @Override
  public Tasks tasks() {
    return new JdbiTasks(handle);
  }

  @Override
  public Indicators indicators() {
    return new JdbiIndicators(handle);
  }

  @Override
  public Templates templates() {
    return new JdbiTemplates(handle);
  }

  @Override
  public LabelCounters labelCounters() {
    return new JdbiLabelCounters(handle);
  }

  @Override
  public Entities entities() {
    return new JdbiEntities(handle);
  }

  @Override
  public ChangeLog changes() {
    return new JdbiChangeLog(handle);
  }

  @Override
  public AuditLog audit() {
    return new JdbiAuditLog(handle);
  }
}
