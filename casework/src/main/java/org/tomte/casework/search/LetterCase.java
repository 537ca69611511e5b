package org.tomte.casework.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters that differ only by case, exactly as {@link String#equalsIgnoreCase} has them, so that a
 * database can be asked for the same without knowing a language.
 */
public final class LetterCase {
  private static final Map<Integer, List<Integer>> CLASSES = classes();

  private LetterCase() {}

  /** All code points that are the same as this one but for case, itself included. */
  public static List<Integer> same(int codePoint) {
    int folded = folded(codePoint);
    List<Integer> same = new ArrayList<>(CLASSES.getOrDefault(folded, List.of()));
    if (folded(folded) == folded) {
      same.add(folded);
    }
    return same;
  }

  private static int folded(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  private static Map<Integer, List<Integer>> classes() {
    Map<Integer, List<Integer>> classes = new HashMap<>();
    for (int each = 0; each <= Character.MAX_CODE_POINT; each++) {
      int folded = folded(each);
      if (folded != each) {
        classes.computeIfAbsent(folded, _ -> new ArrayList<>()).add(each);
      }
    }
    return classes;
  }
}
