package org.tomte.connectors.mime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a mail that was forwarded inside the text of another. It begins with a line that mail
 * programs put there, or with the header lines alone, and has a sender and one more header line, in
 * English, German, French, Italian or Spanish.
 */
final class InlineForward {
  private static final int MOST_LINES = 20_000;
  private static final Pattern LINE =
      Pattern.compile("^[>\\s*]*([\\p{L} -]{2,20}?)\\s*\\*?\\s?:\\*?\\s*(.*)$");

  /** What stands before the colon; quoted ten deep it is still shorter. */
  private static final int LONGEST_PREFIX = 100;

  private static final Pattern PREFIX =
      Pattern.compile("^[>\\s*]*([\\p{L} -]{2,20}?)\\s*\\*?\\s?$");
  private static final Map<String, String> NAMES = names();

  private InlineForward() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    add(names, "from", "from", "von", "de", "da");
    add(names, "to", "to", "an", "à", "a", "para");
    add(names, "cc", "cc", "kopie");
    add(names, "subject", "subject", "betreff", "objet", "oggetto", "asunto");
    add(
        names,
        "date",
        "date",
        "sent",
        "datum",
        "gesendet",
        "envoyé",
        "inviato",
        "data",
        "fecha",
        "enviado");
    add(names, "reply-to", "reply-to", "antwort an");
    return Map.copyOf(names);
  }

  private static void add(Map<String, String> names, String header, String... written) {
    for (String name : written) {
      names.put(name, header);
    }
  }

  /**
   * The forwarded mail.
   *
   * @param headers the header lines as fields
   * @param text what comes after them
   */
  record Found(List<HeaderField> headers, String text) {}

  static @Nullable Found in(String text) {
    return mayHoldOne(text) ? found(text) : null;
  }

  /** Whether a line names a sender; most texts have none, and are looked at in one pass. */
  private static boolean mayHoldOne(String text) {
    int colon = text.indexOf(':');
    while (colon >= 0) {
      int start = colon;
      while (start > 0 && !isLineEnd(text.charAt(start - 1))) {
        start--;
      }
      if ("from".equals(headerOf(text.substring(start, Math.min(text.length(), colon + 1))))) {
        return true;
      }
      int next = colon;
      while (next < text.length() && !isLineEnd(text.charAt(next))) {
        next++;
      }
      colon = text.indexOf(':', next);
    }
    return false;
  }

  private static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r';
  }

  private static @Nullable Found found(String text) {
    List<String> lines = text.lines().limit(MOST_LINES).toList();
    for (int i = 0; i < lines.size(); i++) {
      if ("from".equals(headerOf(lines.get(i)))) {
        Found found = readHeaders(lines, i);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable String headerOf(String line) {
    int colon = line.indexOf(':');
    if (colon < 2 || colon > LONGEST_PREFIX) {
      return null;
    }
    String prefix = line.substring(0, colon);
    Matcher matcher = PREFIX.matcher(prefix);
    return matcher.matches() ? NAMES.get(matcher.group(1).strip().toLowerCase(Locale.ROOT)) : null;
  }

  private static @Nullable Found readHeaders(List<String> lines, int from) {
    List<HeaderField> headers = new ArrayList<>();
    int at = from;
    for (; at < lines.size(); at++) {
      String name = headerOf(lines.get(at));
      if (name != null) {
        headers.add(new HeaderField(name, valueOf(lines.get(at))));
      } else if (!headers.isEmpty() && isFolded(lines.get(at))) {
        HeaderField last = headers.removeLast();
        headers.add(new HeaderField(last.name(), last.value() + " " + lines.get(at).strip()));
      } else {
        break;
      }
    }
    boolean marked =
        headers.stream()
            .anyMatch(field -> field.name().equals("subject") || field.name().equals("date"));
    if (headers.size() < 2 || !marked) {
      return null;
    }
    return new Found(headers, String.join("\n", lines.subList(at, lines.size())).strip());
  }

  private static boolean isFolded(String line) {
    return !line.isBlank() && (line.startsWith("\t") || line.startsWith("  "));
  }

  private static String valueOf(String line) {
    Matcher matcher = LINE.matcher(Words.cut(line, 2_000));
    return matcher.matches() ? matcher.group(2).strip().replace("<mailto:", "<") : "";
  }
}
