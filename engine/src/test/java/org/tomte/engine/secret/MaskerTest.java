package org.tomte.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

class MaskerTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonMapper ASCII_JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final String[] ALPHABETS = {
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "aB3 +/=%&?#\"'<>\\;:@!$*()[]{}|^~`,._-",
    "\u00e4\u00f6\u00df\u00e9\u00f1\u00c5x1\u20ac\u4e2d\u6587\u0436\ud83d\udd11",
    "0123456789",
    "a\n\r\t\u0001\u007fz\"\\/"
  };

  /**
   * Ways in which text leaves a program, each by an encoder that is not ours where there is one.
   */
  private static Map<String, UnaryOperator<String>> encoders() {
    Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
    all.put("raw", text -> text);
    all.put("form", text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
    all.put("form, lower", text -> lowerPercent(URLEncoder.encode(text, StandardCharsets.UTF_8)));
    all.put("percent", text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    all.put("percent, all", MaskerTest::percentAll);
    all.put("json", text -> JSON.writeValueAsString(text));
    all.put("json, ascii", text -> ASCII_JSON.writeValueAsString(text));
    all.put("json, slashes", text -> JSON.writeValueAsString(text).replace("/", "\\/"));
    all.put("json, all", MaskerTest::unicodeAll);
    all.put("html", text -> Entities.escape(text));
    all.put("xml, decimal", text -> references(text, "&#%d;"));
    all.put("xml, hex", text -> references(text, "&#x%x;"));
    all.put("hex", text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
    all.put(
        "HEX",
        text -> HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8)));
    all.put("base64", text -> base64(Base64.getEncoder(), text, StandardCharsets.UTF_8));
    all.put("base64, url", text -> base64(Base64.getUrlEncoder(), text, StandardCharsets.UTF_8));
    all.put("base64, mime", text -> base64(Base64.getMimeEncoder(), text, StandardCharsets.UTF_8));
    return all;
  }

  private static String encode(String way, String text) {
    return Objects.requireNonNull(encoders().get(way)).apply(text);
  }

  @Test
  void hidesSecretsInEveryEncodingAtEveryPlace() {
    Random random = new Random(20_261_125);
    Map<String, UnaryOperator<String>> encoders = encoders();
    for (int round = 0; round < 80; round++) {
      String secret = secret(random);
      Masker masker = maskerOf(secret);
      String before = "x".repeat(random.nextInt(7)) + "user:";
      String after = "@" + "y".repeat(random.nextInt(7)) + " end of it";
      for (Map.Entry<String, UnaryOperator<String>> encoder : encoders.entrySet()) {
        String whole = encoder.getValue().apply(before + secret + after);
        assertHidden(masker, encoder.getKey(), secret, whole, encoder.getValue());
      }
    }
  }

  @Test
  void hidesSecretsInTwoEncodingsOverEachOther() {
    Random random = new Random(7);
    Map<String, UnaryOperator<String>> encoders = encoders();
    for (int round = 0; round < 12; round++) {
      String secret = secret(random);
      Masker masker = maskerOf(secret);
      for (Map.Entry<String, UnaryOperator<String>> inner : encoders.entrySet()) {
        String once = inner.getValue().apply("p=" + secret + "&q");
        for (String name : new String[] {"form", "percent", "json", "json, ascii", "html"}) {
          String twice = encode(name, once);
          assertHidden(masker, inner.getKey() + " in " + name, secret, twice, inner.getValue());
        }
      }
    }
  }

  @Test
  void hidesDocumentsThatAreEncodedAsAWhole() {
    Random random = new Random(99);
    for (int round = 0; round < 60; round++) {
      String secret = secret(random).replaceAll("[\\x01\\x7f]", "-"); // HTML encoders differ here
      Masker masker = maskerOf(secret);
      for (String form : new String[] {"json", "json, ascii", "form", "percent", "html"}) {
        String document = "{" + encode(form, secret) + "}";
        String encoded = base64(Base64.getEncoder(), document, StandardCharsets.UTF_8);
        assertThat(longestCommon(masker.mask(encoded), encoded))
            .as("%s of %s in base64", form, visible(secret))
            .isLessThan(encoded.length());
      }
    }
  }

  @Test
  void leavesNoBitOfASecretAtTheEdgesOfBase64() {
    Masker masker = maskerOf("hunter2-hunter2");
    for (int before = 0; before < 3; before++) {
      for (int after = 0; after < 3; after++) {
        String whole = "u".repeat(before + 3) + "hunter2-hunter2" + "v".repeat(after + 3);
        String encoded = Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
        String[] rest = masker.mask(encoded).split("\\*\\*\\*", -1);
        assertThat(rest).hasSize(2);
        int firstTouched = (before + 3) * 8 / 6;
        int lastTouched = ((before + 3 + 15) * 8 - 1) / 6;
        int all = encoded.replace("=", "").length();
        assertThat(rest[0]).hasSize(firstTouched);
        assertThat(rest[1].replace("=", "")).hasSize(all - 1 - lastTouched);
      }
    }
  }

  @Test
  void hidesLatinEncodings() {
    Masker masker = maskerOf("g\u00e4rten-\u00fcber");
    Charset latin = StandardCharsets.ISO_8859_1;
    assertThat(masker.mask("a=" + URLEncoder.encode("g\u00e4rten-\u00fcber", latin)))
        .isEqualTo("a=***");
    assertThat(masker.mask("Basic " + base64(Base64.getEncoder(), "g\u00e4rten-\u00fcber", latin)))
        .isEqualTo("Basic ***=");
  }

  @Test
  void hidesTheLinesOfAKey() {
    String key =
        """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQ
        EFAASCBKcwggSjAgEAAoIBAQ
        -----END PRIVATE KEY-----
        """;
    Masker masker = maskerOf(key);

    assertThat(masker.mask("key: " + key)).isEqualTo("key: ***");
    assertThat(masker.mask("key: " + key.strip() + ".")).isEqualTo("key: ***.");
    assertThat(masker.mask("bad line EFAASCBKcwggSjAgEAAoIBAQ at 3"))
        .isEqualTo("bad line *** at 3");
    assertThat(masker.mask("bad line -----BEGIN PRIVATE KEY----- at 1"))
        .isEqualTo("bad line -----BEGIN PRIVATE KEY----- at 1");
  }

  @Test
  void hidesOverlappingAndNestedSecretsWhole() {
    Masker masker = maskerOf("password", "wordplay", "passwordplay2", "sword");

    assertThat(masker.mask("a passwordplay b")).isEqualTo("a *** b");
    assertThat(masker.mask("a passwordplay2 b")).isEqualTo("a *** b");
    assertThat(masker.mask("a swordpassword b")).isEqualTo("a *** b");
    assertThat(masker.mask("wordplay,sword")).isEqualTo("***,***");
  }

  @Test
  void leavesOtherTextAsItIs() {
    Masker masker = maskerOf("hunter2", "\u043f\u0430\u0440\u043e\u043b\u044c");
    for (String text :
        new String[] {
          "",
          "abc",
          "hunter",
          "%",
          "100% \\ & + \n",
          "%zz%4",
          "&;&nosuch;&#;",
          "\\u12",
          "\\",
          "a\r\n  b",
          "?????? Pz8/Pz8/ 3f3f3f3f3f3f",
          "%F0%9F",
          "%FF%FE",
          "&#xFFFFFFFF;"
        }) {
      assertThat(masker.mask(text)).isSameAs(text);
    }
    assertThat(new Masker().mask("hunter2")).isEqualTo("hunter2");
  }

  @Test
  void hidesSecretsInMessagesOfCausesAndSuppressedExceptions() {
    Masker masker = maskerOf("hunter2");
    Exception root = new IllegalStateException("GET https://u:hunter2@h/ failed");
    Exception outer = new RuntimeException("poll failed", new RuntimeException(null, root));
    outer.addSuppressed(new IllegalArgumentException("Basic dTpodW50ZXIy"));
    root.addSuppressed(outer); // a circle

    assertThat(masker.maskedMessage(outer))
        .isEqualTo(
            "poll failed; caused by: RuntimeException; caused by: GET https://u:***@h/ failed;"
                + " caused by: Basic dT***");
    assertThat(masker.maskedTrace(outer))
        .contains("poll failed", "https://u:***@h/", "MaskerTest")
        .doesNotContain("hunter2", "dTpodW50ZXIy");
    assertThat(
            masker.maskedMessage(
                new RuntimeException("same hunter2", new RuntimeException("hunter2"))))
        .isEqualTo("same ***");
  }

  @Test
  void refusesSecretsThatAreWords() {
    assertThatThrownBy(() -> new Masker().register(SecretValue.of("abc")))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("4 characters");
  }

  @Test
  void doesNotNeedLongForALongTextWithManySecrets() {
    Random random = new Random(3);
    Masker masker = new Masker();
    for (int i = 0; i < 200; i++) {
      masker.register(SecretValue.of("s" + Long.toString(random.nextLong(), 36)));
    }
    String line =
        "2026-11-25 INFO daemon phishing-mailbox read 312 events, 4 new, 0 failed in 87 ms. ";
    String text = line.repeat(12_000);

    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long started = threads.getCurrentThreadCpuTime(); // other load must not fail the test
    assertThat(masker.mask(text)).isSameAs(text);
    assertThat(threads.getCurrentThreadCpuTime() - started).isLessThan(1_000_000_000L);
  }

  private static void assertHidden(
      Masker masker, String way, String secret, String whole, UnaryOperator<String> encoder) {
    String masked = masker.mask(whole);
    assertThat(masked).as("%s of %s: %s", way, visible(secret), visible(whole)).contains("***");
    assertThat(masked).as(way).doesNotContain(secret);
    if (secret.length() > 8) { // the rest of a short one may stand there by chance
      String encoded = encoder.apply(secret);
      String inside = encoded.substring(1, encoded.length() - 1);
      assertThat(masked).as("%s of %s", way, visible(secret)).doesNotContain(inside);
    }
  }

  private static Masker maskerOf(String... secrets) {
    Masker masker = new Masker();
    for (String secret : secrets) {
      masker.register(SecretValue.of(secret));
    }
    return masker;
  }

  private static String secret(Random random) {
    String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
    int[] points = alphabet.codePoints().toArray();
    StringBuilder secret = new StringBuilder();
    int length = 4 + random.nextInt(40);
    while (secret.length() < length) {
      secret.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return secret.toString();
  }

  private static String base64(Base64.Encoder encoder, String text, Charset charset) {
    return encoder.encodeToString(text.getBytes(charset));
  }

  private static String lowerPercent(String encoded) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(encoded)
        .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
  }

  private static String percentAll(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02x".formatted(b & 0xFF));
    }
    return encoded.toString();
  }

  private static String unicodeAll(String text) {
    StringBuilder encoded = new StringBuilder();
    text.chars().forEach(c -> encoded.append("\\u%04X".formatted(c)));
    return encoded.toString();
  }

  private static String references(String text, String form) {
    StringBuilder encoded = new StringBuilder();
    text.codePoints().forEach(point -> encoded.append(form.formatted(point)));
    return encoded.toString();
  }

  private static int longestCommon(String masked, String original) {
    return masked.equals(original) ? original.length() : masked.replace("***", "").length();
  }

  private static String visible(String text) {
    return JSON.writeValueAsString(text);
  }
}
