package org.tomte.engine.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileYamlTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private static List<String> faults(String text) {
    FaultList faults = new FaultList();
    assertTimeoutPreemptively(SOON, () -> new YamlReader("x", faults).read(text));
    return faults.faults().stream().map(DefinitionFault::toString).toList();
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of(
            "deep lists", "[".repeat(100_000), "x:1:51: lists and objects stand more than 50 deep"),
        Arguments.of(
            "deep objects",
            "{a: ".repeat(100_000),
            "x:1:198: lists and objects stand more than 50 deep"),
        Arguments.of(
            "deep block lists",
            "- ".repeat(100_000),
            "x:1:101: lists and objects stand more than 50 deep"),
        Arguments.of(
            "deep keys",
            "? ".repeat(100_000),
            "x:1:101: lists and objects stand more than 50 deep"),
        Arguments.of(
            "too many values",
            "[" + "1,".repeat(300_000) + "]",
            "the document has more than 200000 values"),
        Arguments.of(
            "alias of itself",
            "a: &a [*a]",
            "x:1:8: the alias *a has no complete anchor before it"),
        Arguments.of(
            "unknown alias",
            "anchor: &first 1\nb: *frist",
            "x:2:4: the alias *frist has no complete anchor before it; did you mean \"first\"?"),
        Arguments.of("tab", "a:\n\tb: 1", "x:2:1: not valid YAML"),
        Arguments.of(
            "NUL",
            "a: x\u0000y",
            "x:1:5: the character U+0000 is not allowed; in double quotes write \\u0000"),
        Arguments.of("lone surrogate", "a: \uD800", "x:1:4: the character U+D800 is not allowed"),
        Arguments.of(
            "key twice",
            "a: 1\nb: 2\na: 3",
            "x:3:1: the key \"a\" stands here a second time; the first is on line 1"),
        Arguments.of("list as key", "[a]: 1", "x:1:1: a key is a word or text, not a list"),
        Arguments.of("null as key", "~: 1", "x:1:1: a key is a word or text, not nothing"),
        Arguments.of(
            "merge key",
            "a: &a {b: 1}\nc:\n  <<: *a",
            "x:3:3: merge keys (<<) are not part of YAML 1.2"),
        Arguments.of(
            "tag",
            "a: !!java.io.File x",
            "x:1:4: the tag \"tag:yaml.org,2002:java.io.File\" has no meaning here"),
        Arguments.of("open quote", "a: \"b\nc: d", "not valid YAML"),
        Arguments.of("open bracket", "a: [b\nc: d", "not valid YAML"),
        Arguments.of("huge directive", "%YAML 9.9\n---\na: 1", "not valid YAML"),
        Arguments.of(
            "too long",
            " ".repeat(4_000_001),
            "the file has 4000001 characters; at most 4000000 are read"),
        Arguments.of(
            "too many documents", "a: 1\n---\n".repeat(2_000), "documents; at most 1000 are read"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void isToldSoonAndClearly(String name, String text, String expected) {
    assertThat(faults(text)).as(name).anyMatch(fault -> fault.contains(expected));
  }

  @Test
  void stopsAnAliasBombByWhatItWouldBecome() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 20; i++) {
      String before = "*a" + (i - 1) + ",";
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, before.repeat(10)));
    }

    assertThat(faults(bomb.toString()))
        .singleElement()
        .asString()
        .contains("more than 200000 values, counting those that aliases repeat");
  }

  @Test
  void stopsAliasesThatWouldNestDeeper() {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 100; i++) {
      text.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }

    assertThat(faults(text.toString())).singleElement().asString().contains("more than 50 deep");
  }

  @Test
  void readsAHugeScalarInTime() {
    String huge = "x".repeat(3_000_000);

    assertThat(faults("a: " + huge)).isEmpty();
    assertThat(faults("a: \"" + huge + "\"")).isEmpty();
    assertThat(faults("a: |\n  " + huge)).isEmpty();
    assertThat(faults("a: 1" + "0".repeat(2_000_000))).isEmpty();
  }

  @Test
  void readsManyKeysInTime() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 90_000; i++) {
      text.append("key").append(i).append(": ").append(i).append('\n');
    }

    assertThat(faults(text.toString())).isEmpty();
  }

  @Test
  void tellsBytesThatAreNotUtf8AndGoesOn() {
    byte[] bytes = "a: 1\nb: x?y\nc: [".getBytes(StandardCharsets.ISO_8859_1);
    bytes[9] = (byte) 0xE9;
    FaultList faults = new FaultList();

    new YamlReader("x", faults).read(bytes);

    assertThat(faults.faults().getFirst())
        .hasToString("x:2:5: byte 9 is not UTF-8; save the file as UTF-8");
    assertThat(faults.faults()).hasSize(2);
  }

  @Test
  void survivesDamagedFiles() {
    String file =
        """
        tomte: 1
        daemon: &x a
        mappings:
          m: {t: {from: a.b, then: [{cut: 2}]}}
        rules:
          - when: >-
              a == 'b'
              && "c\\u0041"
            then: [*x, ~, |
        ---
        team: b
        """;
    Random random = new Random(20261125);
    String alphabet = "[]{}:,-?&*!|>'\"%@`#\t\n\r \u0000\uFEFFab1<~\\.";
    for (int round = 0; round < 4_000; round++) {
      StringBuilder damaged = new StringBuilder(file);
      for (int i = random.nextInt(8); i >= 0; i--) {
        int at = random.nextInt(damaged.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> damaged.setCharAt(at, c);
          case 1 -> damaged.insert(at, c);
          default -> damaged.deleteCharAt(at);
        }
      }
      FaultList faults = new FaultList();
      List<YamlDocument> documents = new YamlReader("x", faults).read(damaged.toString());
      assertThat(documents.stream().anyMatch(one -> one.root() != null) || faults.count() > 0)
          .as("something is read or told of %s", damaged)
          .isTrue();
    }
  }
}
