package org.tomte.engine.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many patterns in one pass: by their first four characters, of which a small bit table says
 * for nearly all places in a text that no pattern begins there. Immutable.
 */
final class PatternIndex {

  static final PatternIndex EMPTY = new PatternIndex(Map.of());

  private static final int HEAD = 4;
  private static final int TABLE_BITS = 16;

  private final Map<Long, List<SecretPattern>> byHead;
  private final BitSet heads = new BitSet(1 << TABLE_BITS);

  private PatternIndex(Map<Long, List<SecretPattern>> byHead) {
    this.byHead = byHead;
    byHead.keySet().forEach(head -> heads.set(place(head)));
  }

  boolean isEmpty() {
    return byHead.isEmpty();
  }

  /** An index with more patterns. */
  PatternIndex with(Collection<SecretPattern> more) {
    Map<Long, List<SecretPattern>> fresh = new HashMap<>(byHead);
    for (SecretPattern pattern : more) {
      long head = 0;
      for (int i = 0; i < HEAD; i++) {
        head = (head << 16) | pattern.text().charAt(i);
      }
      List<SecretPattern> list = new ArrayList<>(fresh.getOrDefault(head, List.of()));
      list.add(pattern);
      list.sort(Comparator.comparingInt((SecretPattern each) -> -each.text().length()));
      fresh.put(head, List.copyOf(list));
    }
    return new PatternIndex(fresh);
  }

  /** Marks every place of the original whose decoded form is part of a pattern. */
  void search(DecodedText decoded, BitSet hidden) {
    String text = decoded.text();
    long head = 0;
    for (int end = 0; end < text.length(); end++) {
      head = (head << 16) | text.charAt(end); // the oldest of four characters falls out
      if (end >= HEAD - 1 && heads.get(place(head))) {
        compare(decoded, end - HEAD + 1, byHead.getOrDefault(head, List.of()), hidden);
      }
    }
  }

  private static void compare(
      DecodedText decoded, int start, List<SecretPattern> candidates, BitSet hidden) {
    String text = decoded.text();
    for (SecretPattern pattern : candidates) {
      if (text.startsWith(pattern.text(), start)) {
        int end = start + pattern.text().length();
        int from = pattern.before() && isEncoded(text, start - 1) ? start - 1 : start;
        int last = pattern.after() && isEncoded(text, end) ? end : end - 1;
        hidden.set(decoded.startInOriginal(from), decoded.endInOriginal(last));
      }
    }
  }

  /** Whether a character of base64, in either alphabet, stands there. */
  private static boolean isEncoded(String text, int index) {
    if (index < 0 || index >= text.length()) {
      return false;
    }
    char c = text.charAt(index);
    return c < 0x80 && (Character.isLetterOrDigit(c) || "+/-_".indexOf(c) >= 0);
  }

  private static int place(long head) {
    return (int) ((head * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - TABLE_BITS));
  }
}
