package org.tomte.casework.note;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;

/**
 * A note on an object.
 *
 * @param id unique and growing
 * @param object what it is on
 * @param text plain text
 * @param written when
 * @param by who or what wrote it
 * @param edited when its text was last changed; null when it never was
 * @param flags what stands beside the text
 * @param mentions the log-in names of people that the text mentions, in order
 */
public record Note(
    long id,
    ObjectRef object,
    String text,
    Instant written,
    Cause by,
    @Nullable Instant edited,
    Flags flags,
    List<String> mentions) {

  /**
   * What stands beside a note's text.
   *
   * @param pinned whether it is shown above the others
   * @param handOver whether the next shift must read it
   */
  public record Flags(boolean pinned, boolean handOver) {

    /** An ordinary note. */
    public static final Flags NONE = new Flags(false, false);
  }

  /** Copies the mentions. */
  public Note {
    mentions = List.copyOf(mentions);
  }

  /** An ordinary note that nobody changed. */
  public Note(long id, ObjectRef object, String text, Instant written, Cause by) {
    this(id, object, text, written, by, null, Flags.NONE, List.of());
  }

  /** Its name in links. */
  public ObjectRef ref() {
    return ObjectRef.note(id);
  }

  /** The same on another object. */
  public Note copied(long newId, ObjectRef other) {
    return new Note(newId, other, text, written, by, edited, flags, mentions);
  }

  /** The same with another text. */
  public Note rewritten(String other, List<String> names, Instant at) {
    return new Note(id, object, other, written, by, at, flags, names);
  }

  /** The same with other flags. */
  public Note flagged(Flags other) {
    return new Note(id, object, text, written, by, edited, other, mentions);
  }
}
