package org.tomte.app.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.attachment.FileDigests;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.engine.keep.AttachedFiles;

/** The contents of attachments in the folder of an export. */
final class ImportedFiles {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final AttachedFiles files;
  private final Map<String, Read> read = new HashMap<>();

  /** What a file was found to be. */
  private record Read(long size, FileDigests digests) {}

  ImportedFiles(Path export, AttachedFiles files) {
    this.folder = export.resolve(ExportedFiles.FOLDER);
    this.files = files;
  }

  /**
   * Why the content of an attachment cannot be imported; null when it can. Each is read once.
   *
   * @throws UncheckedIOException when it is there and cannot be read
   */
  @Nullable String fault(Attachment attachment) {
    String sha256 = attachment.digests().sha256();
    if (!SHA256.matcher(sha256).matches()) {
      return "its SHA-256 has 64 hexadecimal digits in lower case";
    }
    Path path = folder.resolve(sha256);
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return "its content %s/%s is missing".formatted(ExportedFiles.FOLDER, sha256);
    }
    Read known = read.computeIfAbsent(sha256, _ -> read(path));
    if (!known.digests().sha256().equals(sha256)) {
      return "its content %s/%s is damaged: its SHA-256 is %s"
          .formatted(ExportedFiles.FOLDER, sha256, known.digests().sha256());
    }
    if (known.size() != attachment.size() || !known.digests().equals(attachment.digests())) {
      return "its content %s/%s has %,d bytes, MD5 %s and SHA-1 %s; the line says otherwise"
          .formatted(
              ExportedFiles.FOLDER,
              sha256,
              known.size(),
              known.digests().md5(),
              known.digests().sha1());
    }
    return null;
  }

  private static Read read(Path path) {
    try {
      return new Read(Files.size(path), AttachedFiles.digests(content(path)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          new IOException("%s cannot be read: %s".formatted(path, unreadable), unreadable));
    }
  }

  /**
   * Reads a content once more and stores it, durable when it is a blob.
   *
   * @throws UncheckedIOException when it is no longer what it was, or cannot be stored
   */
  Attachments.Filed filed(Attachment attachment) {
    Path path = folder.resolve(attachment.digests().sha256());
    try {
      NewAttachment.About about =
          new NewAttachment.About(attachment.description(), attachment.reference());
      NewAttachment stored =
          files.store(attachment.object(), attachment.name(), content(path), about, Long.MAX_VALUE);
      if (!stored.digests().equals(attachment.digests())) {
        throw new IOException("%s was changed meanwhile".formatted(path));
      }
      return new Attachments.Filed(with(attachment, stored.mediaType()), stored.file());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What it is, is told by the bytes and never by the line. */
  private static Attachment with(Attachment attachment, String mediaType) {
    return new Attachment(
        attachment.id(),
        attachment.object(),
        attachment.name(),
        mediaType,
        attachment.size(),
        attachment.digests(),
        attachment.description(),
        attachment.reference(),
        attachment.added(),
        attachment.by());
  }

  private static Content content(Path path) throws IOException {
    long size = Files.size(path);
    return new Content() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(path);
      }
    };
  }
}
