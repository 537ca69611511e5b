package org.tomte.connectors.mime;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a Received field (RFC 5321 section 4.4) as far as it keeps to the form. */
final class ReceivedHops {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\[?(?:IPv6:)?((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})\\]?");
  private static final Pattern CLAUSE =
      Pattern.compile("(?i)(?:^|\\s)(from|by|via|with|id|for)\\s+(<[^>]*+>|[^\\s;()]++)");

  private ReceivedHops() {}

  static Map<String, @Nullable Object> of(String value) {
    Map<String, @Nullable Object> hop = new LinkedHashMap<>();
    int semicolon = value.lastIndexOf(';');
    String clauses = semicolon < 0 ? value : value.substring(0, semicolon);
    Matcher clause = CLAUSE.matcher(withoutComments(clauses));
    while (clause.find()) {
      String word = clause.group(1).toLowerCase(java.util.Locale.ROOT);
      hop.putIfAbsent(word, clause.group(2).replaceAll("^[<\\[]|[>\\]]$", ""));
    }
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

  private static String withoutComments(String value) {
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      depth += character == '(' ? 1 : 0;
      if (depth == 0) {
        plain.append(character);
      }
      depth -= character == ')' && depth > 0 ? 1 : 0;
    }
    return plain.toString();
  }
}
