package org.tomte.connectors.mime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the own mail server found about a sender: the first Authentication-Results field (RFC 8601)
 * whose authserv-id is trusted. Anybody can write such a field, so without trusted ids none counts.
 */
final class AuthenticationVerdict {
  private static final Pattern RESULT =
      Pattern.compile("^\\s*([A-Za-z0-9-]+)(?:/\\d+)?\\s*=\\s*([A-Za-z]+)");
  private static final Pattern AFTER_WORD = Pattern.compile("\\s.*");
  private static final Pattern PROPERTY =
      Pattern.compile("([a-z]+)\\.([A-Za-z0-9-]+)\\s*=\\s*(\"[^\"]*\"|[^\\s;]+)");
  private static final Set<String> METHODS = Set.of("spf", "dkim", "dmarc", "arc");

  private AuthenticationVerdict() {}

  /** Fields {@code server}, {@code spf}, {@code dkim}, {@code dmarc}, {@code arc}; or null. */
  static @Nullable Map<String, @Nullable Object> of(List<String> fields, Set<String> trusted) {
    for (String field : fields) {
      String plain = Words.withoutComments(field);
      String[] parts = plain.split(";", -1);
      String server = AFTER_WORD.matcher(parts[0].strip()).replaceAll("").toLowerCase(Locale.ROOT);
      if (trusted.contains(server)) {
        return verdict(server, parts);
      }
    }
    return null;
  }

  private static Map<String, @Nullable Object> verdict(String server, String[] parts) {
    Map<String, @Nullable Object> verdict = new LinkedHashMap<>();
    verdict.put("server", server);
    for (int i = 1; i < parts.length; i++) {
      Matcher result = RESULT.matcher(parts[i]);
      if (!result.find()) {
        continue;
      }
      String method = result.group(1).toLowerCase(Locale.ROOT);
      String word = result.group(2).toLowerCase(Locale.ROOT);
      if (!METHODS.contains(method)) {
        continue;
      }
      // Of several signatures one that passes is enough (RFC 6376 section 6.1).
      if (!verdict.containsKey(method) || word.equals("pass")) {
        verdict.put(method, word);
        addDomain(method, parts[i], verdict);
      }
    }
    return verdict;
  }

  private static void addDomain(String method, String part, Map<String, @Nullable Object> verdict) {
    Matcher property = PROPERTY.matcher(part);
    while (property.find()) {
      String name = property.group(1) + "." + property.group(2).toLowerCase(Locale.ROOT);
      boolean domain =
          switch (method) {
            case "spf" -> name.equals("smtp.mailfrom");
            case "dkim" -> name.equals("header.d");
            case "dmarc" -> name.equals("header.from");
            default -> false;
          };
      if (domain) {
        String value = property.group(3).replace("\"", "");
        verdict.put(
            method + "_domain", Addresses.domain(value.substring(value.lastIndexOf('@') + 1)));
      }
    }
  }
}
