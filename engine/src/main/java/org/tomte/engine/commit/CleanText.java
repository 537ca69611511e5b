package org.tomte.engine.commit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Unreadable;

/**
 * Replaces what no database takes as text: NUL and lone surrogates become U+FFFD, the replacement
 * character; numbers that JSON does not know (not a number, infinity) become their name as text.
 * Raw bytes are never touched. What is clean already is returned as it is, without a copy.
 */
@SuppressWarnings("ReferenceEquality") // the same instance says that nothing was replaced
public final class CleanText {
  private static final char REPLACEMENT = '\uFFFD';

  private static final int STRIDE = 8;

  /** One less than the last character before the surrogates, as NUL less one is above it. */
  private static final int LAST_ORDINARY = Character.MIN_SURROGATE - 2;

  private CleanText() {}

  /** Cleans an item where it is made; {@link Listed} is returned as it is. */
  public static Item item(Item item) {
    return switch (item) {
      case Event event -> event(event);
      case Unreadable unreadable ->
          new Unreadable(
              text(unreadable.key()),
              unreadable.position(),
              unreadable.raw(),
              text(unreadable.reason()));
      case Listed listed -> listed;
    };
  }

  /** Cleans an event's key, version, link, fields and the names of its attachments. */
  public static Event event(Event event) {
    return new Event(
        text(event.key()),
        event.position(),
        event.time(),
        textOrNull(event.version()),
        fields(event.fields()),
        attachments(event.attachments()),
        event.raw(),
        textOrNull(event.link()));
  }

  private static List<Attachment> attachments(List<Attachment> attachments) {
    if (attachments.isEmpty()) {
      return attachments;
    }
    return attachments.stream()
        .map(each ->
            new Attachment(
                text(each.name()), text(each.mediaType()), each.sha256(), each.content()))
        .toList();
  }

  /** Cleans all texts of a JSON object, its names too. */
  public static Map<String, @Nullable Object> fields(Map<String, @Nullable Object> fields) {
    LinkedHashMap<String, @Nullable Object> changed = null;
    for (Map.Entry<String, @Nullable Object> entry : fields.entrySet()) {
      Object before = entry.getValue();
      Object after = value(before);
      String name = text(entry.getKey());
      if (changed == null && (after != before || !name.equals(entry.getKey()))) {
        changed = new LinkedHashMap<>();
        copyUpTo(fields, entry.getKey(), changed);
      }
      if (changed != null) {
        changed.put(name, after);
      }
    }
    return changed == null ? fields : changed;
  }

  private static void copyUpTo(
      Map<String, @Nullable Object> from, String name, Map<String, @Nullable Object> into) {
    for (Map.Entry<String, @Nullable Object> entry : from.entrySet()) {
      if (entry.getKey().equals(name)) {
        return;
      }
      into.put(entry.getKey(), entry.getValue());
    }
  }

  /** Cleans any plain JSON value. */
  @SuppressWarnings("unchecked") // maps of plain JSON values have text keys
  public static @Nullable Object value(@Nullable Object value) {
    // Asked of every value of every event: a switch over types is several times slower here.
    if (value instanceof String text) {
      return text(text);
    }
    if (value == null || value instanceof Long || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return fields((Map<String, @Nullable Object>) map);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    boolean isNoNumber =
        (value instanceof Double wide && !Double.isFinite(wide))
            || (value instanceof Float narrow && !Float.isFinite(narrow));
    return isNoNumber ? value.toString() : value;
  }

  private static List<?> list(List<?> list) {
    List<@Nullable Object> changed = null;
    int at = 0;
    for (Object before : list) {
      Object after = value(before);
      if (changed == null && after != before) {
        changed = new ArrayList<>(list.subList(0, at));
      }
      if (changed != null) {
        changed.add(after);
      }
      at++;
    }
    return changed == null ? list : changed;
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  /** Cleans a text. */
  public static String text(String text) {
    int first = firstBad(text, 0);
    if (first < 0) {
      return text;
    }
    char[] characters = text.toCharArray();
    for (int at = first; at >= 0; at = firstBad(text, at + 1)) {
      characters[at] = REPLACEMENT;
    }
    return new String(characters);
  }

  /** Nearly all texts are clean: eight characters at once, one decision for all. */
  private static int ordinaryUntil(String text, int from) {
    int at = from;
    for (; at + STRIDE <= text.length(); at += STRIDE) {
      int ordinary = 0;
      for (int i = at; i < at + STRIDE; i++) {
        ordinary |= LAST_ORDINARY - ((text.charAt(i) - 1) & 0xFFFF);
      }
      if (ordinary < 0) {
        return at;
      }
    }
    return at;
  }

  private static int firstBad(String text, int from) {
    int length = text.length();
    int at = ordinaryUntil(text, from);
    while (at < length) {
      char character = text.charAt(at);
      if (character == 0) {
        return at;
      }
      if (!Character.isSurrogate(character)) {
        at++;
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(character)
              && at + 1 < length
              && Character.isLowSurrogate(text.charAt(at + 1));
      if (!pair) {
        return at;
      }
      at += 2;
    }
    return -1;
  }
}
