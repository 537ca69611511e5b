package org.tomte.casework.sample;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills placeholders. Addresses and names are those that are kept for documentation: RFC 5737, RFC
 * 3849, RFC 2606. Values come from small sets, so that incidents have entities in common.
 */
final class SampleWords {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9-]+)\\}");
  private static final int USERS = 400;
  private static final int HOSTS = 300;

  private static final List<String> FIRST =
      List.of(
          "anna", "ben", "chiara", "david", "elif", "felix", "grace", "hugo", "ines", "jonas",
          "katja", "liam", "mara", "nils", "olga", "pavel", "quentin", "rosa", "sven", "tara");
  private static final List<String> LAST =
      List.of(
          "adler", "bauer", "costa", "dubois", "evans", "fischer", "garcia", "haas", "ivanova",
          "jensen", "keller", "lang", "moreau", "novak", "olsen", "petrov", "quinn", "rossi",
          "schmidt", "tanaka");
  private static final List<String> SUBJECTS =
      List.of(
          "Your parcel is waiting",
          "Invoice 2211 is overdue",
          "Your mailbox is almost full",
          "New voice message",
          "Document shared with you",
          "Salary adjustment",
          "Verify your account");
  private static final List<String> HOST_KINDS = List.of("lt", "ws", "srv", "db", "web", "vpn");
  private static final List<String> OUTSIDE =
      List.of("files", "login", "update", "cdn", "mail", "share", "secure", "portal", "track");
  private static final List<String> FAMILIES =
      List.of("a loader", "a miner", "an infostealer", "a dropper", "a remote access trojan");
  private static final List<String> FILES =
      List.of("invoice.js", "setup.exe", "update.msi", "scan.iso", "order.lnk", "cmd.aspx");
  private static final List<String> TOOLS =
      List.of("remote desktop tool", "file sync client", "media player", "mail plug-in", "VPN");

  private final RandomGenerator random;

  SampleWords(RandomGenerator random) {
    this.random = random;
  }

  /** The text with every placeholder filled. */
  String fill(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(filled, Matcher.quoteReplacement(word(matcher.group(1))));
    }
    return matcher.appendTail(filled).toString();
  }

  <T> T one(List<T> words) {
    return words.get(random.nextInt(words.size()));
  }

  private String word(String name) {
    return switch (name) {
      case "user" -> user(random.nextInt(USERS)) + "@corp.example";
      case "host" -> host(random.nextInt(HOSTS));
      case "subject" -> one(SUBJECTS);
      case "family" -> one(FAMILIES);
      case "file" -> one(FILES);
      case "tool" -> one(TOOLS);
      case "count" -> String.valueOf(2 + random.nextInt(38));
      case "ip" -> ip();
      case "ip6" -> "2001:db8:%x::%x".formatted(1 + random.nextInt(64), 1 + random.nextInt(255));
      case "outside-mail" -> user(random.nextInt(USERS)) + "@" + outside();
      case "outside-host", "phishing-host" -> outside();
      case "url" -> "https://" + outside() + "/" + Integer.toHexString(random.nextInt(1 << 16));
      case "sha256" -> sha256(random.nextInt(2_000));
      default -> throw new IllegalArgumentException("no placeholder {" + name + "}");
    };
  }

  private static String user(int number) {
    return FIRST.get(number % FIRST.size()) + "." + LAST.get(number / FIRST.size() % LAST.size());
  }

  private static String host(int number) {
    return "%s%03d.corp.example".formatted(HOST_KINDS.get(number % HOST_KINDS.size()), number);
  }

  private String outside() {
    return "%s-%d.example.%s"
        .formatted(one(OUTSIDE), random.nextInt(120), one(List.of("com", "net", "org")));
  }

  private String ip() {
    return one(List.of("192.0.2.", "198.51.100.", "203.0.113.")) + (1 + random.nextInt(254));
  }

  private static String sha256(int number) {
    byte[] bytes = new byte[32];
    java.util.SplittableRandom fixed = new java.util.SplittableRandom(number);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) fixed.nextInt(256);
    }
    return HexFormat.of().formatHex(bytes);
  }
}
