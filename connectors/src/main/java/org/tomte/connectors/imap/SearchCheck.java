package org.tomte.connectors.imap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a mail is what a search looks for, whatever the server found. */
final class SearchCheck {

  private SearchCheck() {}

  /** Holds a mail to a search; its seen flag is the server's word. */
  static boolean matches(
      MailSearch search, Map<String, @Nullable Object> mail, @Nullable Instant arrived) {
    LocalDate since = search.since();
    if (since != null
        && arrived != null
        && arrived.isBefore(since.atStartOfDay(ZoneOffset.UTC).toInstant())) {
      return false;
    }
    MailFilter not = search.not();
    return each(search.all(), mail).stream().allMatch(Boolean::booleanValue)
        && (not == null || each(not, mail).stream().noneMatch(Boolean::booleanValue))
        && (search.any().isEmpty()
            || search.any().stream()
                .anyMatch(one -> each(one, mail).stream().allMatch(Boolean::booleanValue)));
  }

  /** What holds of the requirements, one by one. */
  private static List<Boolean> each(MailFilter filter, Map<String, @Nullable Object> mail) {
    List<Boolean> results = new ArrayList<>();
    add(results, filter.from(), text -> anyAddress(mail, List.of("all_from", "sender"), text));
    add(results, filter.to(), text -> anyAddress(mail, List.of("to", "cc"), text));
    add(results, filter.subject(), text -> contains(mail.get("subject"), text));
    add(
        results,
        filter.body(),
        text -> contains(mail.get("text"), text) || contains(mail.get("html_text"), text));
    filter
        .header()
        .forEach((name, words) -> add(results, words, text -> contains(header(mail, name), text)));
    add(
        results,
        filter.deliveredTo(),
        text -> texts(mail.get("delivered_to")).stream().anyMatch(address -> isAt(address, text)));
    return results;
  }

  private static void add(List<Boolean> results, @Nullable Words words, Predicate<String> test) {
    if (words != null) {
      results.add(words.any().stream().anyMatch(test));
    }
  }

  private static @Nullable Object header(Map<String, @Nullable Object> mail, String name) {
    return mail.get("headers") instanceof Map<?, ?> headers
        ? headers.get(name.toLowerCase(Locale.ROOT))
        : null;
  }

  private static boolean anyAddress(
      Map<String, @Nullable Object> mail, List<String> fields, String text) {
    for (String field : fields) {
      Object value = mail.get(field);
      List<?> addresses =
          value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
      for (Object one : addresses) {
        if (one instanceof Map<?, ?> address && isAddress(address, text)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAddress(Map<?, ?> address, String text) {
    if (address.get("address") instanceof String written && isAt(written, text)) {
      return true;
    }
    return !looksLikeDomain(text) && text.indexOf('@') < 0 && contains(address.get("name"), text);
  }

  /** An address means itself, a domain all its addresses and sub-domains, other text a part. */
  private static boolean isAt(String address, String text) {
    String left = address.toLowerCase(Locale.ROOT);
    String right = text.toLowerCase(Locale.ROOT);
    if (right.startsWith("@")) {
      return left.endsWith(right);
    }
    if (right.indexOf('@') >= 0) {
      return left.equals(right);
    }
    return looksLikeDomain(right)
        ? left.endsWith("@" + right) || left.endsWith("." + right)
        : left.contains(right);
  }

  private static boolean looksLikeDomain(String text) {
    return text.matches("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");
  }

  private static boolean contains(@Nullable Object value, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return texts(value).stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof String text) {
      return List.of(text);
    }
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
