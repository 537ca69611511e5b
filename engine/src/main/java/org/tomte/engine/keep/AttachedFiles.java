package org.tomte.engine.keep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.tomte.api.Content;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.FileDigests;
import org.tomte.casework.attachment.MediaTypes;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.ObjectRef;

/** Makes files ready to be attached, and opens them again. */
public final class AttachedFiles {
  private static final int BUFFER = 1 << 16;

  private final BlobStore blobs;

  /** Files whose large ones are in a blob store. */
  public AttachedFiles(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Reads a file, tells what it is, and stores it when it is large: it is durable when this
   * returns, and removed a day later when nothing was committed that names it.
   *
   * @param largest files with more bytes are not stored, and refused when they are attached
   * @throws IOException when the content cannot be read or a blob cannot be written
   */
  public NewAttachment store(
      ObjectRef object, String name, Content content, NewAttachment.About about, long largest)
      throws IOException {
    Reading reading = new Reading();
    if (content.size() <= largest) {
      reading.read(content);
    }
    long size = Math.max(content.size(), reading.size);
    return new NewAttachment(
        object,
        name,
        MediaTypes.of(reading.start(), name),
        size,
        reading.digests(),
        size > largest ? new StoredFile(new byte[0], false, null) : file(content, reading),
        about,
        null);
  }

  /**
   * Reads a file and tells what it is known by; nothing is stored.
   *
   * @throws IOException when the content cannot be read
   */
  public static FileDigests digests(Content content) throws IOException {
    Reading reading = new Reading();
    reading.read(content);
    return reading.digests();
  }

  private StoredFile file(Content content, Reading reading) throws IOException {
    if (reading.size <= StoredBody.LARGEST_IN_ROW) {
      StoredBody body = StoredBody.inRow(MediaTypes.UNKNOWN, reading.kept.toByteArray());
      return new StoredFile(body.bytes(), body.packed(), null);
    }
    return new StoredFile(null, false, blobs.put(List.of(content)).getFirst());
  }

  /**
   * Opens a file; the caller closes the stream.
   *
   * @throws IOException when its blob is missing or cannot be read
   */
  public InputStream open(Attachment attachment, StoredFile file) throws IOException {
    return new StoredBody(
            attachment.mediaType(), attachment.size(), file.bytes(), file.packed(), file.blob())
        .open(blobs);
  }

  /** What is learned of a file while it is read once. */
  private static final class Reading {
    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha1 = digest("SHA-1");
    private final MessageDigest sha256 = digest("SHA-256");
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;

    private static MessageDigest digest(String name) {
      try {
        return MessageDigest.getInstance(name);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java runtime has " + name, e);
      }
    }

    void read(Content content) throws IOException {
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = content.open()) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          md5.update(buffer, 0, count);
          sha1.update(buffer, 0, count);
          sha256.update(buffer, 0, count);
          size += count;
          if (kept.size() <= StoredBody.LARGEST_IN_ROW) {
            kept.write(buffer, 0, count);
          }
        }
      }
    }

    byte[] start() {
      byte[] all = kept.toByteArray();
      return all.length <= MediaTypes.BYTES ? all : Arrays.copyOf(all, MediaTypes.BYTES);
    }

    FileDigests digests() {
      HexFormat hex = HexFormat.of();
      return new FileDigests(
          hex.formatHex(md5.digest()),
          hex.formatHex(sha1.digest()),
          hex.formatHex(sha256.digest()));
    }
  }
}
