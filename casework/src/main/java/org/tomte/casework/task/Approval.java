package org.tomte.casework.task;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;

/** Where the approval of a task stands. */
public enum Approval {
  /** Nobody needs to approve it. */
  NONE,
  /** Its authoriser has not said anything yet. */
  WAITING,
  /** It may be closed. */
  APPROVED,
  /** It may not be closed as it is. */
  DECLINED;

  /** The stored word, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That of a task with these fields. */
  static Approval of(FieldValues fields) {
    String word = fields.text(FieldNames.APPROVAL);
    return word == null ? NONE : valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The fields when this is all that is known of the approval. */
  public FieldValues into(FieldValues fields) {
    return into(fields, null, null, null);
  }

  /**
   * The fields with an answer.
   *
   * @param by who gave it; null when nobody did
   * @param at when; null when nobody did
   * @param why may be null
   */
  public FieldValues into(
      FieldValues fields, @Nullable String by, @Nullable String at, @Nullable String why) {
    return fields
        .with(FieldNames.APPROVAL, this == NONE ? null : word())
        .with(FieldNames.APPROVAL_BY, by)
        .with(FieldNames.APPROVAL_AT, at)
        .with(FieldNames.APPROVAL_REASON, why == null || why.isBlank() ? null : why);
  }
}
