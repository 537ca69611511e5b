package org.tomte.casework.attachment;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;

/**
 * A file to be attached. A large one is in the blob store already, so that it survives whatever
 * happens after the commit that names it.
 *
 * @param object an incident, a triage event, a task or a note
 * @param name as the sender wrote it; folders are taken off
 * @param mediaType type and subtype, see {@link MediaTypes}
 * @param size in bytes
 * @param digests of all bytes
 * @param file the bytes
 * @param about what else is known of it
 * @param cause why; null when it is that of the command
 */
public record NewAttachment(
    ObjectRef object,
    String name,
    String mediaType,
    long size,
    FileDigests digests,
    StoredFile file,
    About about,
    @Nullable Cause cause) {

  /**
   * What people know of a file.
   *
   * @param description null when nobody said
   * @param reference its name elsewhere; null when it has none
   */
  public record About(@Nullable String description, @Nullable String reference) {

    /** Nothing. */
    public static final About NOTHING = new About(null, null);
  }
}
