package org.tomte.engine.definition.revision;

import org.jspecify.annotations.Nullable;

/** When a change does not fit what is stored; one rule for every store. */
public final class Conflicts {

  private Conflicts() {}

  /**
   * Why a text cannot be saved; null when it can.
   *
   * @param before the document of the former name; null when there is none
   * @param taken the document that has the new name now; null when there is none
   */
  public static @Nullable String of(
      DocumentChange.Save save, @Nullable StoredDocument before, @Nullable StoredDocument taken) {
    if (save.expectedRevision() == 0) {
      return taken == null && before == null
          ? null
          : save.target() + " is there already; it was made meanwhile";
    }
    if (before == null) {
      return (save.formerName() == null
              ? save.target()
              : save.target().kind().word() + " " + save.formerName())
          + " is not there any more";
    }
    if (taken != null && taken.id() != before.id()) {
      return save.target() + " is there already; a name can be given once";
    }
    return stale(before, save.expectedRevision());
  }

  /** Why a document cannot be deleted; null when it can. */
  public static @Nullable String of(DocumentChange.Delete delete, @Nullable StoredDocument before) {
    return before == null
        ? delete.target() + " is not there any more"
        : stale(before, delete.expectedRevision());
  }

  /** Why a document cannot be moved; null when it can. */
  public static @Nullable String of(DocumentChange.Move move, @Nullable StoredDocument before) {
    return before == null ? move.target() + " is not there any more" : null;
  }

  private static @Nullable String stale(StoredDocument before, int expected) {
    return before.revision() == expected
        ? null
        : "%s is at revision %d, and the change was made to revision %d"
            .formatted(before.documentName(), before.revision(), expected);
  }
}
