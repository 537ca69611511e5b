package org.tomte.engine.timeframe;

import com.google.common.base.Splitter;
import java.util.List;

/**
 * When a schedule entry, a rule or an action is active: always, while one of the named frames is
 * open, or {@code otherwise}: while no frame that a sibling names is open.
 */
public sealed interface During {

  /** The word that stands for "no frame named by a sibling is open". */
  String OTHERWISE_WORD = "otherwise";

  /** At every instant; what an absent {@code during} means. */
  static During always() {
    return new Always();
  }

  /** While no frame named by a sibling is open. */
  static During otherwise() {
    return new Otherwise();
  }

  /** At every instant. */
  record Always() implements During {}

  /** While no frame named by a sibling is open. */
  record Otherwise() implements During {}

  /**
   * While at least one of the frames is open.
   *
   * @param names names of time frames, at least one
   */
  record Named(List<String> names) implements During {

    /**
     * Copies the names.
     *
     * @throws IllegalArgumentException if there are none, or {@code otherwise} is among them
     */
    public Named {
      names = List.copyOf(names);
      if (names.isEmpty() || names.contains("")) {
        throw new IllegalArgumentException(
            "during is empty; valid are the name of a time frame, a list of names and 'otherwise'");
      }
      if (names.contains(OTHERWISE_WORD)) {
        throw new IllegalArgumentException(
            "'otherwise' stands alone in during; it means that no frame named by a sibling is"
                + " open");
      }
    }
  }

  /**
   * Reads one name, names with commas between, or {@code otherwise}.
   *
   * @throws IllegalArgumentException if the text is empty or mixes {@code otherwise} with names
   */
  static During parse(String text) {
    return parse(Splitter.on(',').trimResults().splitToList(text));
  }

  /**
   * Reads a list of names, or a list with only {@code otherwise}.
   *
   * @throws IllegalArgumentException if the list is empty or mixes {@code otherwise} with names
   */
  static During parse(List<String> names) {
    return names.equals(List.of(OTHERWISE_WORD)) ? otherwise() : new Named(names);
  }

  /** The names of the frames it refers to. */
  default List<String> frameNames() {
    return this instanceof Named named ? named.names() : List.of();
  }

  /** The words after what it restricts: {@code in business-hours}, {@code otherwise} or none. */
  default String words() {
    return switch (this) {
      case Always _ -> "";
      case Otherwise _ -> OTHERWISE_WORD;
      case Named(List<String> names) -> "in " + String.join(" or ", names);
    };
  }
}
