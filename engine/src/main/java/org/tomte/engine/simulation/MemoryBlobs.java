package org.tomte.engine.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.tomte.api.Content;
import org.tomte.engine.keep.BlobStore;

/** Blobs in memory. */
final class MemoryBlobs implements BlobStore {
  private final InstantSource clock;
  private final Map<String, Blob> blobs = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Blob(byte[] bytes, Instant put) {}

  MemoryBlobs(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<String> put(List<Content> contents) throws IOException {
    List<String> digests = new ArrayList<>();
    for (Content content : contents) {
      try (InputStream stream = content.open()) {
        byte[] bytes = stream.readAllBytes();
        String digest = HexFormat.of().formatHex(sha256().digest(bytes));
        blobs.put(digest, new Blob(bytes, clock.instant()));
        digests.add(digest);
      }
    }
    return digests;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    Blob blob = blobs.get(sha256);
    if (blob == null) {
      throw new IOException("there is no blob " + sha256);
    }
    return new ByteArrayInputStream(blob.bytes());
  }

  @Override
  public List<String> olderThan(Instant instant) {
    return blobs.entrySet().stream()
        .filter(each -> each.getValue().put().isBefore(instant))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public int remove(Predicate<String> unwanted, Instant instant) {
    int before = blobs.size();
    blobs
        .entrySet()
        .removeIf(each -> each.getValue().put().isBefore(instant) && unwanted.test(each.getKey()));
    return before - blobs.size();
  }
}
