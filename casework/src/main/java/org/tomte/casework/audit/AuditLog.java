package org.tomte.casework.audit;

/** Writes what has no history of its own. What is written is never changed. */
@FunctionalInterface
public interface AuditLog {

  /** Appends an entry. */
  void append(NewAuditEntry entry);
}
