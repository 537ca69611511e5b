package org.tomte.engine.pointer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pointer of a stream whose source says where to go on.
 *
 * @param token the source's word, or one that a person gave; null before the first
 * @param handled what was handled under this token, so that a source that repeats itself doubles
 *     nothing
 * @param opening see {@link PointerState#opening()}
 */
public record TokenPointer(@Nullable String token, List<KeyHash> handled, @Nullable Opening opening)
    implements PointerState {

  static final String KIND = "token";

  /** The longest token kept, in characters. */
  static final int LONGEST = 65_536;

  /** Copies the list. */
  public TokenPointer {
    handled = List.copyOf(handled);
    if (token != null && token.length() > LONGEST) {
      throw PointerFault.configuration(
          "The source's token has %s characters; at most %s are kept."
              .formatted(PointerWords.number(token.length()), PointerWords.number(LONGEST)));
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  static TokenPointer from(@Nullable String token, @Nullable Opening opening) {
    return new TokenPointer(token, List.of(), opening);
  }
}
