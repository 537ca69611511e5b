package org.tomte.engine.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A row of characters that shows a secret.
 *
 * @param text the characters, at least four
 * @param before whether the character before it holds bits of the secret too
 * @param after whether the character after it does
 */
record SecretPattern(String text, boolean before, boolean after) {

  // Shorter lines of a secret of several lines are words as likely as secrets.
  private static final int SHORTEST_LINE = 8;
  // What encoders leave as it is besides letters and digits: RFC 3986, HTML forms, JavaScript.
  private static final List<String> PLAIN = List.of("-._~", "-._*", "-._~!'()*");

  /** All patterns of a secret that decoding does not find: the plain ones, base64 and hex. */
  static Set<SecretPattern> of(String secret) {
    Set<SecretPattern> patterns = new LinkedHashSet<>();
    for (String part : parts(secret)) {
      patterns.add(new SecretPattern(part, false, false));
      for (String form : forms(part)) {
        addEncoded(patterns, form.getBytes(StandardCharsets.UTF_8));
        byte[] latin = form.getBytes(StandardCharsets.ISO_8859_1);
        if (new String(latin, StandardCharsets.ISO_8859_1).equals(form)) { // else it has ? in it
          addEncoded(patterns, latin);
        }
      }
    }
    return patterns;
  }

  /** The secret, without white space around it, and the single lines of a longer one. */
  private static Set<String> parts(String secret) {
    Set<String> parts = new LinkedHashSet<>();
    parts.add(secret);
    if (secret.strip().length() >= SecretVault.SHORTEST) {
      parts.add(secret.strip());
    }
    if (secret.strip().lines().count() > 1) {
      secret
          .lines()
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
          .forEach(parts::add);
    }
    return parts;
  }

  /** How the secret stands in a document that is encoded as a whole afterwards. */
  private static Set<String> forms(String part) {
    Set<String> forms = new HashSet<>();
    forms.add(part);
    for (String plain : PLAIN) {
      String percent = percent(part, plain);
      forms.add(percent);
      forms.add(percent.replace("%20", "+"));
    }
    String json = json(part);
    forms.add(json);
    forms.add(json.replace("/", "\\/"));
    forms.add(ascii(json, "\\u%04x"));
    forms.add(ascii(json, "\\u%04X"));
    for (String apostrophe : List.of("'", "&#39;", "&apos;", "&#x27;")) {
      forms.add(xml(part).replace("'", apostrophe));
      forms.add(xml(part).replace("\"", "&quot;").replace("'", apostrophe));
    }
    return forms;
  }

  private static String percent(String part, String plain) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0);
      encoded.append(kept ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }

  private static String json(String part) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      switch (c) {
        case '"', '\\' -> encoded.append('\\').append(c);
        case '\n' -> encoded.append("\\n");
        case '\r' -> encoded.append("\\r");
        case '\t' -> encoded.append("\\t");
        case '\b' -> encoded.append("\\b");
        case '\f' -> encoded.append("\\f");
        default -> encoded.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return encoded.toString();
  }

  private static String ascii(String json, String form) {
    StringBuilder encoded = new StringBuilder();
    json.chars().forEach(c -> encoded.append(c < 0x80 ? Character.toString(c) : form.formatted(c)));
    return encoded.toString();
  }

  private static String xml(String part) {
    return part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void addEncoded(Set<SecretPattern> patterns, byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes);
    patterns.add(new SecretPattern(hex, false, false));
    patterns.add(new SecretPattern(hex.toUpperCase(Locale.ROOT), false, false));
    for (int offset = 0; offset < 3; offset++) {
      patterns.add(base64(Base64.getEncoder(), bytes, offset));
      patterns.add(base64(Base64.getUrlEncoder(), bytes, offset));
    }
  }

  /**
   * The characters of base64 that are the same whatever stands around the bytes, which begin the
   * given number of bytes after a multiple of three.
   */
  private static SecretPattern base64(Base64.Encoder encoder, byte[] bytes, int offset) {
    byte[] shifted = new byte[bytes.length + offset];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    int firstBit = offset * 8;
    int lastBit = shifted.length * 8;
    int firstWhole = (firstBit + 5) / 6;
    int afterWhole = lastBit / 6;
    String encoded = encoder.withoutPadding().encodeToString(shifted);
    return new SecretPattern(
        encoded.substring(firstWhole, afterWhole), firstBit % 6 != 0, lastBit % 6 != 0);
  }
}
