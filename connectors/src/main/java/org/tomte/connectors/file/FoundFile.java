package org.tomte.connectors.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was when it was looked at.
 *
 * @param name relative to the source's folder; for a member of a ZIP archive {@code
 *     archive.zip!member}
 * @param path where it is, or where its archive is
 * @param entry the member of the archive; null when the file is not an archive
 * @param size bytes of the file as it is stored
 * @param modified the change time of the file system
 * @param fileKey device and inode where the system has them; null elsewhere
 */
record FoundFile(
    String name,
    Path path,
    @Nullable String entry,
    long size,
    Instant modified,
    @Nullable Object fileKey) {

  static FoundFile at(Path folder, String name) throws IOException {
    int mark = name.toLowerCase(Locale.ROOT).indexOf(".zip!");
    String stored = mark < 0 ? name : name.substring(0, mark + 4);
    String entry = mark < 0 ? null : name.substring(mark + 5);
    Path path = folder.resolve(stored);
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new FoundFile(
        name,
        path,
        entry,
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        attributes.fileKey());
  }

  Compression compression() {
    return Compression.of(String.valueOf(path.getFileName()));
  }

  /** Changes when the file is written. */
  String stamp() {
    return size + "-" + modified.getEpochSecond() + "." + modified.getNano();
  }

  /**
   * Whether nobody wrote to the file for a while. A change time far in the future says nothing
   * about that and does not make a file wait for ever.
   */
  boolean isSettled(Instant now, Duration quiet) {
    return Duration.between(modified, now).abs().compareTo(quiet) >= 0;
  }

  /** The field {@code file} of an event. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("path", entry == null ? path.toString() : path + "!" + entry);
    fields.put("name", entry == null ? String.valueOf(path.getFileName()) : lastPart(entry));
    fields.put("size", size);
    fields.put("modified", modified.toString());
    return fields;
  }

  private static String lastPart(String entry) {
    return entry.substring(entry.lastIndexOf('/') + 1);
  }
}
