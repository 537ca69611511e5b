package org.tomte.engine.definition.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of a sealed interface and the words that tell them apart.
 *
 * @param key the key whose value is the word
 * @param words each word with its record, in the order of {@code permits}; a record may have two
 * @param open the record that takes any other word; null when there is none
 */
public record Alternatives(
    String key, SequencedMap<String, Class<?>> words, @Nullable Class<?> open) {

  /** Copies the words. */
  public Alternatives {
    words = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(words));
  }

  /** The alternatives of a sealed interface whose members are records. */
  public static Alternatives of(Class<?> type) {
    Discriminator discriminator = type.getAnnotation(Discriminator.class);
    String key = discriminator == null ? "type" : discriminator.value();
    SequencedMap<String, Class<?>> words = new LinkedHashMap<>();
    Class<?> open = null;
    for (Class<?> member : type.getPermittedSubclasses()) {
      if (RecordShape.of(member).keys().contains(key)) {
        open = member;
      } else {
        words.put(RecordShape.word(member), member);
        OtherWord other = member.getAnnotation(OtherWord.class);
        if (other != null) {
          words.put(other.value(), member);
        }
      }
    }
    return new Alternatives(key, words, open);
  }
}
