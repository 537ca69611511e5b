package org.tomte.engine.definition.revision;

import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.CustomFieldDefinition;

/** When a change does not fit what is stored; one rule for every store. */
public final class Conflicts {

  private Conflicts() {}

  /**
   * Why a custom field cannot be saved: its name and type stay for good, also after it was deleted,
   * because stored values go by them. Null when it can.
   *
   * @param formerName the name it had before
   * @param known the type that a field of its name once had; null when there never was one
   */
  public static @Nullable String customField(
      CustomFieldDefinition field, String formerName, @Nullable String known) {
    if (!formerName.equals(field.name())) {
      return "the name of a custom field cannot change; its label can (label: %s)"
          .formatted(field.name());
    }
    if (known != null && !known.equals(field.type())) {
      return "the custom field %s is of type %s for good; it cannot become %s (take another name)"
          .formatted(field.name(), known, field.type());
    }
    return null;
  }

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
