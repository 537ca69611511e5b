package org.tomte.store.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Content;
import org.tomte.testkit.SettableClock;

class FolderBlobStoreTest {
  private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(START);
  private FolderBlobStore blobs;

  @BeforeEach
  void open() throws IOException {
    blobs = new FolderBlobStore(folder, clock);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private String read(String digest) throws IOException {
    try (InputStream stream = blobs.open(digest)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void namesBlobsByTheirDigestAndKeepsEachOnce() throws IOException {
    List<String> digests = blobs.put(List.of(content("hello"), content("hello"), content("")));

    assertThat(digests.subList(0, 2)).containsExactly(HELLO, HELLO);
    assertThat(read(HELLO)).isEqualTo("hello");
    assertThat(read(digests.get(2))).isEmpty();
    assertThat(folder.resolve("2c").resolve(HELLO)).exists();
    try (Stream<Path> left = Files.list(folder.resolve("unfinished"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void leavesNothingHalfWrittenWhenAContentBreaks() throws IOException {
    Content broken =
        new Content() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public InputStream open() throws IOException {
            throw new IOException("the source is gone");
          }
        };

    assertThatThrownBy(() -> blobs.put(List.of(broken))).hasMessage("the source is gone");
    try (Stream<Path> left = Files.list(folder.resolve("unfinished"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void removesOnlyWhatWasNotPutAgain() throws IOException {
    String other = blobs.put(List.of(content("other"))).getFirst();
    blobs.put(List.of(content("hello")));
    clock.advance(Duration.ofDays(2));
    Instant before = clock.instant().minus(Duration.ofDays(1));
    assertThat(blobs.olderThan(before)).containsExactlyInAnyOrder(HELLO, other);
    blobs.put(List.of(content("hello")));

    assertThat(blobs.remove(_ -> true, before)).isOne();
    assertThat(read(HELLO)).isEqualTo("hello");
    assertThatThrownBy(() -> read(other)).isInstanceOf(IOException.class);
    assertThat(blobs.olderThan(before)).isEmpty();
  }

  @Test
  void removesWhatWasLeftUnfinished() throws IOException {
    Path left = folder.resolve("unfinished").resolve("from-a-crash");
    Files.writeString(left, "half");
    Files.setLastModifiedTime(left, FileTime.from(START));
    blobs.remove(_ -> false, START);
    assertThat(left).exists();
    blobs.remove(_ -> false, START.plusSeconds(1));

    assertThat(left).doesNotExist();
  }

  @Test
  void findsABlobWhileTheCollectorLooksAtIt() throws IOException {
    blobs.put(List.of(content("hello")));
    Path place = folder.resolve("2c").resolve(HELLO);
    Files.move(place, place.resolveSibling(HELLO + ".dying"));

    assertThat(read(HELLO)).isEqualTo("hello");
    blobs.put(List.of(content("hello")));
    assertThat(place).exists();
  }

  @Test
  void neverLeavesItsFolder() {
    assertThatThrownBy(() -> blobs.open("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 lower-case hex digits");
  }
}
