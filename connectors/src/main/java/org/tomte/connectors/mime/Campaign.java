package org.tomte.connectors.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What mails of one wave have in common: subject, hosts of links, files. */
final class Campaign {
  private static final Pattern PREFIXES =
      Pattern.compile(
          "^(?:(?:re|fw|fwd|aw|wg|antw|tr|rv|sv|vs|ref|enc|odp|pd|ynt|ilt|res|r|i)(?:\\[\\d+\\])?:\\s*)+");
  private static final Pattern TAGS = Pattern.compile("^(?:\\[[^\\]]{0,40}\\]\\s*)+");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern SIGNS = Pattern.compile("[\\p{Punct}\\s&&[^#]]+");

  private Campaign() {}

  /** Sixteen hexadecimal digits; equal for mails that differ in numbers, replies and tags only. */
  static String of(Map<String, @Nullable Object> mail) {
    TreeSet<String> parts = new TreeSet<>();
    collect(mail.get("links"), "domain", parts);
    collect(mail.get("attachments"), "sha256", parts);
    String subject = mail.get("subject") instanceof String text ? normalised(text) : "";
    String all = subject + "\n" + String.join("\n", parts);
    return MailParser.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  static String normalised(String subject) {
    String text = subject.toLowerCase(Locale.ROOT).strip();
    String before;
    do {
      before = text;
      text = PREFIXES.matcher(text).replaceFirst("");
      text = TAGS.matcher(text).replaceFirst("").strip();
    } while (!text.equals(before));
    return SIGNS.matcher(NUMBER.matcher(text).replaceAll("#")).replaceAll(" ").strip();
  }

  private static void collect(@Nullable Object list, String name, Set<String> into) {
    if (!(list instanceof List<?> all)) {
      return;
    }
    for (Object each : all) {
      if (each instanceof Map<?, ?> map && map.get(name) instanceof String value) {
        into.add(value);
      }
    }
  }
}
