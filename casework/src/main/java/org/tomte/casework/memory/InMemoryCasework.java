package org.tomte.casework.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.access.Access;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.audit.AuditLog;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.change.ChangeLog;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entities;
import org.tomte.casework.incident.Incidents;
import org.tomte.casework.indicator.Indicators;
import org.tomte.casework.note.Notes;
import org.tomte.casework.sla.Clocks;
import org.tomte.casework.task.Tasks;
import org.tomte.casework.template.CounterKey;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.LabelCounters;
import org.tomte.casework.template.Templates;
import org.tomte.casework.triage.TriageEvents;

/**
 * The whole data layer in memory, held to the same contract as the database. There is always one
 * open transaction; {@link #commit} ends it and begins the next. Used by one thread at a time.
 */
public final class InMemoryCasework implements CaseworkTransaction {
  private final MemoryTables tables = new MemoryTables();

  /** A place in the open transaction, for {@link #rollBackTo}. */
  public int mark() {
    return tables.undo.mark();
  }

  /**
   * Takes back what was done since the mark.
   *
   * @throws IllegalArgumentException when the mark is not of the open transaction
   */
  public void rollBackTo(int mark) {
    tables.undo.rollBackTo(mark);
  }

  /** Commits the open transaction. */
  public void commit() {
    tables.nextTransaction();
  }

  /** Reads everything, also what is not committed yet. */
  public CaseworkReader reader() {
    return new MemoryReader(tables, Access.SYSTEM);
  }

  /** Reads what people did. */
  public AuditReader auditReader() {
    return new MemoryAudit(tables, Access.SYSTEM);
  }

  /** Reads committed changes. */
  public ChangeFeed feed() {
    return new MemoryFeed(tables);
  }

  @Override
  public Incidents incidents() {
    return new MemoryIncidents(tables);
  }

  @Override
  public Clocks clocks() {
    return new MemoryClocks(tables);
  }

  @Override
  public TriageEvents triageEvents() {
    return new MemoryTriageEvents(tables);
  }

  @Override
  public Tasks tasks() {
    return new MemoryTasks(tables);
  }

  @Override
  public Indicators indicators() {
    return new MemoryIndicators(tables);
  }

  @Override
  public Entities entities() {
    return new MemoryEntities(tables);
  }

  @Override
  public ChangeLog changes() {
    return new ChangeLog() {
      @Override
      public void append(List<NewChange> changes) {
        tables.append(changes);
      }

      @Override
      public List<Change> of(ObjectRef object) {
        return reader().history(object);
      }
    };
  }

  @Override
  public AuditLog audit() {
    return entry -> tables.audit.put(tables.takeSequence(1).getFirst(), entry);
  }

  @Override
  public Notes notes() {
    return new MemoryNotes(tables);
  }

  @Override
  public Attachments attachments() {
    return new MemoryAttachments(tables);
  }

  @Override
  public Templates templates() {
    return new Templates() {
      @Override
      public Map<String, IncidentTemplate> find(Collection<String> names) {
        Map<String, IncidentTemplate> found = new TreeMap<>(tables.templates.rows());
        found.keySet().retainAll(names);
        return found;
      }

      @Override
      public List<String> names() {
        return List.copyOf(tables.templates.rows().keySet());
      }

      @Override
      public void save(IncidentTemplate template) {
        tables.templates.put(template.name(), template);
      }
    };
  }

  @Override
  public LabelCounters labelCounters() {
    return this::take;
  }

  private Map<CounterKey, Long> take(SortedMap<CounterKey, Integer> wanted) {
    Map<CounterKey, Long> first = new HashMap<>();
    wanted.forEach((key, count) -> {
      Long next = tables.counters.get(key);
      long from = next == null ? key.first() : next;
      first.put(key, from);
      tables.counters.put(key, from + count);
    });
    return first;
  }
}
