package org.tomte.store.casework;

import org.jdbi.v3.core.Handle;
import org.tomte.casework.audit.AuditLog;
import org.tomte.casework.audit.NewAuditEntry;
import org.tomte.casework.change.ObjectRef;

/** Appends to the audit in a transaction. */
final class JdbiAuditLog implements AuditLog {
  private final Handle handle;

  JdbiAuditLog(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void append(NewAuditEntry entry) {
    ObjectRef ref = entry.ref();
    handle
        .createUpdate(
            """
            INSERT INTO audit (at, who, what, object, object_kind, object_id, before, after, why)
            VALUES (:at, :who, :what, :object, :kind, :id, :before, :after, :why)
            """)
        .bind("at", Bound.time(entry.at()))
        .bind("who", entry.who())
        .bind("what", entry.what())
        .bind("object", entry.object())
        .bind("kind", ref == null ? null : (Integer) ref.kind().code())
        .bind("id", ref == null ? null : (Long) ref.id())
        .bind("before", entry.before())
        .bind("after", entry.after())
        .bind("why", entry.why())
        .execute();
  }
}
