package org.tomte.casework.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Access;
import org.tomte.casework.audit.AuditEntry;
import org.tomte.casework.audit.AuditFilter;
import org.tomte.casework.audit.AuditPlace;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.audit.NewAuditEntry;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectRef;

/** The audit of the data layer in memory; other histories are not kept with it. */
final class MemoryAudit implements AuditReader {
  private static final int OWN = 1;
  private static final int CHANGES = 2;
  private static final int TRIAGE = 3;

  private final MemoryTables tables;
  private final Access access;

  MemoryAudit(MemoryTables tables, Access access) {
    this.tables = tables;
    this.access = access;
  }

  @Override
  public AuditReader as(Access other) {
    return new MemoryAudit(tables, other);
  }

  @Override
  public List<AuditEntry> read(AuditFilter filter, @Nullable AuditPlace before, int limit) {
    Stream<AuditEntry> own =
        tables.audit.rows().entrySet().stream()
            .filter(row -> row.getValue().ref() == null || sees(row.getValue().ref()))
            .map(row -> entry(row.getKey(), row.getValue()));
    Stream<AuditEntry> changes =
        tables.changes.rows().values().stream()
            .filter(change -> !(change.cause() instanceof Cause.Daemon) && sees(change.object()))
            .map(change -> entry(CHANGES, change));
    Stream<AuditEntry> triage =
        tables.triageEvents.rows().values().stream()
            .map(MemoryTables.TriageRow::creation)
            .filter(change -> !(change.cause() instanceof Cause.Daemon) && sees(change.object()))
            .map(change -> entry(TRIAGE, change));
    return Stream.of(own, changes, triage)
        .flatMap(each -> each)
        .filter(filter::matches)
        .filter(entry -> before == null || entry.place().compareTo(before) < 0)
        .sorted(Comparator.comparing(AuditEntry::place).reversed())
        .limit(limit)
        .toList();
  }

  private boolean sees(ObjectRef object) {
    return !new MemoryReader(tables, access).visible(Set.of(object)).isEmpty();
  }

  private static AuditEntry entry(long id, NewAuditEntry entry) {
    return new AuditEntry(
        new AuditPlace(entry.at(), OWN, id),
        entry.who(),
        entry.what(),
        entry.object(),
        entry.before(),
        entry.after(),
        entry.why());
  }

  private static AuditEntry entry(int source, Change change) {
    boolean event = Set.of(Change.CREATED, Change.NOTE, Change.TASK).contains(change.field());
    return new AuditEntry(
        new AuditPlace(change.at(), source, change.position().sequence()),
        change.cause().words(),
        event ? change.field() : "set " + change.field(),
        change.object().toString(),
        text(change.before()),
        text(change.after()),
        "");
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> _ -> null;
      case List<?> list -> String.join(", ", list.stream().map(String::valueOf).toList());
      default -> String.valueOf(value);
    };
  }
}
