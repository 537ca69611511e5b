package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FieldType;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.Setting;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.api.Unreadable;

/**
 * What every polling connector promises. The author of one extends this class and says where a
 * sample source is; one of it needs three events or more to show something about pages.
 */
public abstract class PollerContract {
  private static final Duration LATER = Duration.ofDays(4_000);

  /** Makes a sample source of its own for one test. */
  protected abstract PollerSample<?> sample() throws IOException;

  @Test
  void nameAndSettingsAreDescribed() throws Exception {
    var connector = sample().connector();
    assertThat(connector.name()).matches("[a-z][a-z0-9-]*");
    assertThat(connector.summary()).endsWith(".");
    assertThat(connector.settings().getRecordComponents())
        .allSatisfy(c -> assertThat(c.getAnnotation(Setting.class)).as(c.getName()).isNotNull())
        .allSatisfy(c -> assertThat(c.getAnnotation(Setting.class).value()).isNotBlank());
  }

  @Test
  void streamsHaveNamesThatStayTheSame() throws Exception {
    PollerSample<?> sample = sample();
    List<StreamInfo> first = streams(sample, Map.of());
    assertThat(first).isNotEmpty().doesNotHaveDuplicates();
    assertThat(first).extracting(StreamInfo::name).doesNotHaveDuplicates();
    assertThat(streams(sample, Map.of())).isEqualTo(first);
    assertThat(streams(sample, lastPositions(sample))).isEqualTo(first);
  }

  @Test
  void keysAreUniqueInAStream() throws Exception {
    for (List<Item> items : all(sample(), 1_000).values()) {
      assertThat(items).extracting(Item::key).doesNotHaveDuplicates().doesNotContain("");
    }
  }

  @Test
  void readingAgainGivesTheSameEvents() throws Exception {
    PollerSample<?> sample = sample();
    assertThat(described(all(sample, 1_000))).isEqualTo(described(all(sample, 1_000)));
  }

  @Test
  void keysAndPositionsDoNotComeFromTheClock() throws Exception {
    PollerSample<?> sample = sample();
    Instant later = sample.context().clock().instant().plus(LATER);
    try (Poller poller = sample.openAt(InstantSource.fixed(later))) {
      Map<String, List<Item>> items = Reading.pagesOf(sample.launch(), 1_000).all(poller);
      assertThat(described(items)).isEqualTo(described(all(sample, 1_000)));
    }
  }

  @Test
  void positionsFitTheKindOfTheStreamAndAscend() throws Exception {
    PollerSample<?> sample = sample();
    Map<String, List<Item>> all = all(sample, 1_000);
    for (StreamInfo stream : streams(sample, Map.of())) {
      List<Position> positions = items(all, stream.name()).stream().map(Item::position).toList();
      switch (stream.kind()) {
        case StreamKind.OrderedIds _ ->
            assertThat(ids(positions)).isSorted().doesNotHaveDuplicates();
        case StreamKind.Watermark(var precision) -> {
          assertThat(precision).isPositive();
          assertThat(times(positions)).isSorted();
        }
        case StreamKind.Token(), StreamKind.Snapshot(var _, var _) ->
            assertThat(positions).allSatisfy(p -> assertThat(p).isEqualTo(Position.NONE));
      }
    }
  }

  @Test
  void snapshotItemsHaveVersions() throws Exception {
    PollerSample<?> sample = sample();
    Map<String, List<Item>> all = all(sample, 1_000);
    for (StreamInfo stream : streams(sample, Map.of())) {
      if (stream.kind() instanceof StreamKind.Snapshot) {
        assertThat(items(all, stream.name()))
            .allSatisfy(item -> assertThat(version(item)).isNotEmpty());
      }
    }
  }

  @Test
  void smallPagesGiveTheSameEventsAsOneLargePage() throws Exception {
    PollerSample<?> sample = sample();
    Map<String, List<String>> whole = described(all(sample, 1_000));
    assertThat(whole.values().stream().mapToInt(List::size).sum()).isPositive();
    assertThat(described(all(sample, 1))).isEqualTo(whole);
    assertThat(described(all(sample, 2))).isEqualTo(whole);
    assertThat(described(all(sample, 3))).isEqualTo(whole);
  }

  @Test
  void pagesHoldNoMoreThanWasAskedFor() throws Exception {
    PollerSample<?> sample = sample();
    try (Poller poller = sample.open()) {
      for (StreamInfo stream : poller.streams(Map.of())) {
        Page page =
            poller.poll(
                Reading.pagesOf(sample.launch(), 1).request(stream.name(), null, null, null));
        assertThat(page.items()).hasSizeLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void aByteLimitBelowOneEventStillGoesOn() throws Exception {
    PollerSample<?> sample = sample();
    Reading tiny = new Reading(sample.launch(), 1_000, 1, null, new SimpleSignal());
    try (Poller poller = sample.open()) {
      assertThat(described(tiny.all(poller))).isEqualTo(described(all(sample, 1_000)));
    }
  }

  @Test
  void aNewRunAfterEachPageMissesNothingAndRepeatsNothing() throws Exception {
    PollerSample<?> sample = sample();
    Map<String, List<Item>> whole = all(sample, 1_000);
    for (StreamInfo stream : streams(sample, Map.of())) {
      List<String> keys = new ArrayList<>();
      if (stream.kind() instanceof StreamKind.Snapshot) {
        continue;
      }
      restartAfterEachPage(sample, stream, keys);
      assertThat(keys).isEqualTo(items(whole, stream.name()).stream().map(Item::key).toList());
    }
  }

  private static void restartAfterEachPage(
      PollerSample<?> sample, StreamInfo stream, List<String> keys) throws Exception {
    Position from = null;
    String token = null;
    for (int size = 2; true; size++) {
      try (Poller poller = sample.open()) {
        var known = from == null ? Map.<String, Position>of() : Map.of(stream.name(), from);
        assertThat(poller.streams(known)).contains(stream);
        Page page =
            poller.poll(
                Reading.pagesOf(sample.launch(), size).request(stream.name(), from, token, null));
        List<String> fresh =
            page.items().stream().map(Item::key).filter(k -> !keys.contains(k)).toList();
        if (fresh.isEmpty()) {
          return;
        }
        keys.addAll(fresh);
        from = lastPosition(page.items());
        token = page.token();
      }
    }
  }

  @Test
  void afterTheLastEventThereIsNothingNew() throws Exception {
    PollerSample<?> sample = sample();
    Map<String, Position> last = lastPositions(sample);
    Map<String, List<Item>> whole = all(sample, 1_000);
    try (Poller poller = sample.open()) {
      for (StreamInfo stream : poller.streams(last)) {
        Position from = last.get(stream.name());
        if (from == null || from.equals(Position.NONE)) {
          continue;
        }
        List<Item> again =
            Reading.pagesOf(sample.launch(), 10).stream(poller, stream.name(), from, null);
        List<Item> allowed =
            stream.kind() instanceof StreamKind.Watermark
                ? items(whole, stream.name())
                : List.<Item>of();
        assertThat(again)
            .extracting(Item::key)
            .isSubsetOf(allowed.stream().map(Item::key).toList());
      }
    }
  }

  @Test
  void anUpperBoundGivesABeginningOfTheStream() throws Exception {
    PollerSample<?> sample = sample();
    Map<String, List<Item>> whole = all(sample, 1_000);
    Reading bounded =
        new Reading(
            sample.launch(),
            1_000,
            Long.MAX_VALUE,
            sample.launch().minus(LATER),
            new SimpleSignal());
    try (Poller poller = sample.open()) {
      for (var entry : bounded.all(poller).entrySet()) {
        List<String> keys = items(whole, entry.getKey()).stream().map(Item::key).toList();
        assertThat(keys.subList(0, Math.min(keys.size(), entry.getValue().size())))
            .isEqualTo(entry.getValue().stream().map(Item::key).toList());
      }
    }
  }

  @Test
  void aStopSignalEndsTheRunWithoutLosingAnything() throws Exception {
    PollerSample<?> sample = sample();
    Map<String, List<Item>> whole = all(sample, 1_000);
    SimpleSignal signal = new SimpleSignal();
    signal.stop();
    Reading stopped = new Reading(sample.launch(), 1_000, Long.MAX_VALUE, null, signal);
    try (Poller poller = sample.open()) {
      for (StreamInfo stream : poller.streams(Map.of())) {
        Page page = poller.poll(stopped.request(stream.name(), null, null, null));
        List<String> keys = items(whole, stream.name()).stream().map(Item::key).toList();
        assertThat(keys.subList(0, Math.min(keys.size(), page.items().size())))
            .isEqualTo(page.items().stream().map(Item::key).toList());
        assertThat(page.items()).hasSizeLessThan(Math.max(2, keys.size()));
      }
    }
    assertThat(described(all(sample, 1_000))).isEqualTo(described(whole));
  }

  @Test
  void anInterruptIsNotSwallowed() throws Exception {
    PollerSample<?> sample = sample();
    try (Poller poller = sample.open()) {
      StreamInfo stream = poller.streams(Map.of()).getFirst();
      Thread.currentThread().interrupt();
      boolean thrown = false;
      try {
        Page _ =
            poller.poll(
                Reading.pagesOf(sample.launch(), 1).request(stream.name(), null, null, null));
      } catch (InterruptedException expected) {
        thrown = true;
      }
      assertThat(thrown || Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aMissingSourceIsAClearFault() throws Exception {
    missing(sample());
  }

  private static <S extends Record> void missing(PollerSample<S> sample) {
    PollerSample.Missing<S> missing = sample.missing();
    Assumptions.assumeTrue(missing != null, "a source of this kind is always there");
    ConnectorFault fault =
        catchThrowableOfType(
            ConnectorFault.class,
            () -> {
              try (Poller poller = sample.connector().open(missing.settings(), sample.context())) {
                Map<String, List<Item>> _ = Reading.pagesOf(sample.launch(), 10).all(poller);
              }
            });
    assertThat(fault).isNotNull();
    assertThat(fault.kind()).isEqualTo(missing.kind());
    assertThat(fault.getMessage()).contains(missing.words()).endsWith(".");
  }

  @Test
  void everyFieldIsDeclared() throws Exception {
    declared(sample());
  }

  private static <S extends Record> void declared(PollerSample<S> sample) throws Exception {
    FieldType.Fields fields = sample.connector().events(sample.settings());
    for (List<Item> items : all(sample, 1_000).values()) {
      for (Item item : items) {
        if (item instanceof Event event) {
          assertThat(FieldCheck.faults(fields, event.fields())).as(event.key()).isEmpty();
        }
      }
    }
  }

  @Test
  void whatCannotBeReadSaysWhyAndKeepsItsBytes() throws Exception {
    for (List<Item> items : all(sample(), 1_000).values()) {
      for (Item item : items) {
        if (item instanceof Unreadable unreadable) {
          assertThat(unreadable.reason()).isNotBlank().doesNotContain("Exception");
          assertThat(unreadable.raw().mediaType()).contains("/");
        }
      }
    }
  }

  @Test
  void attachmentsAndRawBytesCanBeReadTwice() throws Exception {
    for (List<Item> items : all(sample(), 1_000).values()) {
      for (Item item : items) {
        if (item instanceof Event event && event.raw() != null) {
          byte[] first = bytes(event.raw().content());
          assertThat(bytes(event.raw().content()))
              .isEqualTo(first)
              .hasSize((int) event.raw().content().size());
        }
      }
    }
  }

  @Test
  void closingTwiceOrUnusedIsSafe() throws Exception {
    PollerSample<?> sample = sample();
    Poller unused = sample.open();
    unused.close();
    unused.close();
    Poller used = sample.open();
    Map<String, List<Item>> _ = Reading.pagesOf(sample.launch(), 1).all(used);
    used.close();
    used.close();
    assertThat(all(sample, 1_000)).isNotEmpty();
  }

  @Test
  void acknowledgingTwiceIsDoneOnce() throws Exception {
    for (String verb : verbs(sample())) {
      PollerSample<?> sample = sample();
      List<@Nullable String> answers = new ArrayList<>();
      for (var entry : all(sample, 1_000).entrySet()) {
        List<Acknowledgement> asked = acknowledgements(sample, verb, entry.getValue());
        List<@Nullable String> first = acknowledge(sample, entry.getKey(), asked);
        assertThat(first).hasSize(asked.size());
        assertThat(acknowledge(sample, entry.getKey(), asked)).isEqualTo(first);
        answers.addAll(first);
      }
      assertThat(answers).as("one stream at least can do it").containsNull();
    }
  }

  private static List<Acknowledgement> acknowledgements(
      PollerSample<?> sample, String verb, List<Item> items) {
    String argument = sample.arguments().getOrDefault(verb, "");
    return items.stream().map(item -> new Acknowledgement(item.key(), verb, argument)).toList();
  }

  private static List<@Nullable String> acknowledge(
      PollerSample<?> sample, String stream, List<Acknowledgement> asked) throws Exception {
    try (Poller poller = sample.open()) {
      return asked.isEmpty() ? new ArrayList<>() : poller.acknowledge(stream, asked);
    }
  }

  private static <S extends Record> Set<String> verbs(PollerSample<S> sample) {
    return sample.connector().acknowledgements(sample.settings());
  }

  private static List<StreamInfo> streams(PollerSample<?> sample, Map<String, Position> known)
      throws Exception {
    try (Poller poller = sample.open()) {
      return poller.streams(known);
    }
  }

  private static Map<String, List<Item>> all(PollerSample<?> sample, int size) throws Exception {
    try (Poller poller = sample.open()) {
      return Reading.pagesOf(sample.launch(), size).all(poller);
    }
  }

  private static List<Item> items(Map<String, List<Item>> all, String stream) {
    return all.getOrDefault(stream, List.of());
  }

  private static Map<String, Position> lastPositions(PollerSample<?> sample) throws Exception {
    Map<String, Position> last = new LinkedHashMap<>();
    for (var entry : all(sample, 1_000).entrySet()) {
      Position position = lastPosition(entry.getValue());
      if (position != null) {
        last.put(entry.getKey(), position);
      }
    }
    return last;
  }

  private static @Nullable Position lastPosition(List<? extends Item> items) {
    return items.isEmpty() ? null : items.getLast().position();
  }

  private static List<Long> ids(List<Position> positions) {
    return positions.stream().map(p -> ((Position.Id) p).id()).toList();
  }

  private static List<Instant> times(List<Position> positions) {
    return positions.stream()
        .filter(p -> !p.equals(Position.NONE))
        .map(p -> ((Position.At) p).time())
        .toList();
  }

  private static @Nullable String version(Item item) {
    return switch (item) {
      case Event event -> event.version();
      case Listed listed -> listed.version();
      case Unreadable _ -> "none";
    };
  }

  private static byte[] bytes(org.tomte.api.Content content) throws IOException {
    try (var in = content.open()) {
      return in.readAllBytes();
    }
  }

  /** Everything of the items that must not change from reading to reading. */
  private static Map<String, List<String>> described(Map<String, List<Item>> all) {
    Map<String, List<String>> described = new LinkedHashMap<>();
    all.forEach((stream, items) ->
        described.put(stream, items.stream().map(PollerContract::words).toList()));
    return described;
  }

  private static String words(Item item) {
    return switch (item) {
      case Event e ->
          e.key() + " " + e.position() + " " + e.time() + " " + e.version() + " " + e.fields();
      case Unreadable u -> u.key() + " " + u.position() + " " + u.reason();
      case Listed l -> l.key() + " " + l.position() + " " + l.version();
    };
  }
}
