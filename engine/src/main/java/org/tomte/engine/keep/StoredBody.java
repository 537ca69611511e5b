package org.tomte.engine.keep;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body as it is stored: in its row, or by its digest in the {@link BlobStore}.
 *
 * @param mediaType type and subtype
 * @param size the number of bytes before packing
 * @param bytes what stands in the row; null when the body is a blob. Never changed
 * @param packed whether {@code bytes} are deflated (RFC 1950)
 * @param blob the blob's SHA-256 in lower-case hex; null when the body stands in the row
 */
@SuppressWarnings("ArrayRecordComponent") // rows are written and read, never compared
public record StoredBody(
    String mediaType, long size, byte @Nullable [] bytes, boolean packed, @Nullable String blob) {

  /** Bodies up to this many bytes stand in the row. */
  public static final int LARGEST_IN_ROW = 1 << 20;

  private static final int SMALLEST_TO_PACK = 512;

  /** A body in the row, deflated when that makes it smaller. */
  public static StoredBody inRow(String mediaType, byte[] content) {
    if (content.length < SMALLEST_TO_PACK) {
      return new StoredBody(mediaType, content.length, content, false, null);
    }
    byte[] packed = deflate(content);
    return packed.length < content.length
        ? new StoredBody(mediaType, content.length, packed, true, null)
        : new StoredBody(mediaType, content.length, content, false, null);
  }

  /** A body in the blob store. */
  public static StoredBody inBlob(String mediaType, long size, String sha256) {
    return new StoredBody(mediaType, size, null, false, sha256);
  }

  /** How many bytes it takes, in the row or as a blob. */
  public long stored() {
    return bytes == null ? size : bytes.length;
  }

  /**
   * Opens the body; the caller closes the stream.
   *
   * @throws IOException when the blob is missing or cannot be read
   */
  public InputStream open(BlobStore blobs) throws IOException {
    if (bytes != null) {
      InputStream plain = new ByteArrayInputStream(bytes);
      return packed ? new InflaterInputStream(plain) : plain;
    }
    if (blob == null) {
      return InputStream.nullInputStream();
    }
    return blobs.open(blob);
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2);
    try (DeflaterOutputStream stream = new DeflaterOutputStream(packed, deflater)) {
      stream.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail to be written", e);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }
}
