package org.tomte.engine.definition.revision;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tomte.engine.DaemonId;

/** Keeps documents with all their revisions, and who is enabled. */
public interface DefinitionStore {

  /** A number that grows with every change of any document or switch. */
  long version();

  /** All documents that are there now, by file, ordinal, kind and name. */
  List<StoredDocument> documents();

  /** All documents that are there now without their texts, in the same order. */
  List<DocumentHead> heads();

  /** The documents with these identities that are there now, in any order. */
  List<StoredDocument> documents(Collection<Integer> ids);

  /** A document; empty when there is none of this name now. */
  Optional<StoredDocument> find(DocumentName name);

  /** All daemons that are there now, by name. */
  List<DaemonHead> daemons();

  /** A daemon by its name; empty when there is none now. */
  Optional<DaemonHead> daemon(String name);

  /** All revisions of a document that is there now, also under former names; newest first. */
  List<Revision> revisions(DocumentName name);

  /**
   * Stores changes in one transaction, in order. Edited, renamed and deleted daemons get a higher
   * epoch, so that no run of the revision before can commit any more.
   */
  ApplyOutcome apply(List<DocumentChange> changes, Author author);

  /**
   * Switches a daemon. Switching off raises its epoch.
   *
   * @return false when there is no such daemon now
   */
  boolean enable(DaemonId daemon, boolean enabled, Author author);
}
