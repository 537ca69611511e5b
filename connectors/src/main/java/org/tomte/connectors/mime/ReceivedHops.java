package org.tomte.connectors.mime;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a Received field (RFC 5321 section 4.4) as far as it keeps to the form. */
final class ReceivedHops {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\[?(?:IPv6:)?((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})\\]?");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern AROUND = Pattern.compile("^[<\\[]|[>\\],]+$|\\]:\\d+$");
  private static final Set<String> CLAUSES = Set.of("from", "by", "via", "with", "id", "for");

  private ReceivedHops() {}

  static Map<String, @Nullable Object> of(String value) {
    Map<String, @Nullable Object> hop = new LinkedHashMap<>();
    int semicolon = value.lastIndexOf(';');
    String clauses = semicolon < 0 ? value : value.substring(0, semicolon);
    addClauses(SPACE.split(Words.withoutComments(clauses).strip()), hop);
    String address = address(clauses);
    if (address != null) {
      hop.put("address", address);
    }
    OffsetDateTime time = MailDates.of(value.substring(semicolon + 1));
    if (time != null) {
      hop.put("time", time.toInstant().toString());
    }
    hop.put("raw", value);
    return hop;
  }

  /** The address from which the mail came, as the receiver noted it before {@code by}. */
  private static @Nullable String address(String clauses) {
    int by = clauses.indexOf(" by ");
    Matcher address = ADDRESS.matcher(by < 0 ? clauses : clauses.substring(0, by));
    return clauses.startsWith("from") && address.find() ? address.group(1) : null;
  }

  /** A word is a clause's value unless it is the word of the next clause. */
  private static void addClauses(String[] words, Map<String, @Nullable Object> hop) {
    for (int i = 0; i + 1 < words.length; i++) {
      String word = words[i].toLowerCase(Locale.ROOT);
      if (CLAUSES.contains(word) && !CLAUSES.contains(words[i + 1].toLowerCase(Locale.ROOT))) {
        i++;
        hop.putIfAbsent(word, AROUND.matcher(words[i]).replaceAll(""));
      }
    }
  }
}
