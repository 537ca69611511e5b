package org.tomte.casework.attachment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;

/**
 * A file on an object, without its bytes.
 *
 * @param id unique and growing
 * @param object what it is on
 * @param name without folders; never used as a path
 * @param mediaType type and subtype in lower case, as the bytes and the name tell
 * @param size in bytes
 * @param digests what it is known by elsewhere
 * @param description null when nobody said
 * @param reference its name elsewhere; null when it has none
 * @param added when
 * @param by who or what attached it
 */
public record Attachment(
    long id,
    ObjectRef object,
    String name,
    String mediaType,
    long size,
    FileDigests digests,
    @Nullable String description,
    @Nullable String reference,
    Instant added,
    Cause by) {

  /** What histories tell of it. */
  public Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", id);
    told.put("name", name);
    told.put("size", size);
    told.put("sha256", digests.sha256());
    return told;
  }

  /** The same on another object. */
  public Attachment copied(long newId, ObjectRef other) {
    return new Attachment(
        newId, other, name, mediaType, size, digests, description, reference, added, by);
  }
}
