package org.tomte.engine.secret;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text after decoding, which still knows where in the original each character came from. */
final class DecodedText {

  private final String text;
  // For character i: it came from starts[i] to before ends[i]; null for the original itself.
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;

  private DecodedText(String text, int @Nullable [] starts, int @Nullable [] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /** The original itself. */
  static DecodedText of(String original) {
    return new DecodedText(original, null, null);
  }

  String text() {
    return text;
  }

  int startInOriginal(int index) {
    return starts == null ? index : starts[index];
  }

  int endInOriginal(int index) {
    return ends == null ? index + 1 : ends[index];
  }

  /** Collects the characters of a further decoding of a text. */
  static final class Builder {

    private final DecodedText source;
    private final StringBuilder text;
    private int[] starts;
    private int[] ends;

    Builder(DecodedText source) {
      this.source = source;
      this.text = new StringBuilder(source.text.length());
      this.starts = new int[source.text.length()];
      this.ends = new int[source.text.length()];
    }

    /** Adds characters that stand for the source from one place to before another. */
    void add(CharSequence decoded, int from, int to) {
      for (int i = 0; i < decoded.length(); i++) {
        if (text.length() == starts.length) {
          starts = Arrays.copyOf(starts, starts.length + 16);
          ends = Arrays.copyOf(ends, starts.length);
        }
        starts[text.length()] = source.startInOriginal(from);
        ends[text.length()] = source.endInOriginal(to - 1);
        text.append(decoded.charAt(i));
      }
    }

    /** Adds one character of the source as it is. */
    void keep(int index) {
      starts[text.length()] = source.startInOriginal(index);
      ends[text.length()] = source.endInOriginal(index);
      text.append(source.text.charAt(index));
    }

    DecodedText build() {
      return new DecodedText(text.toString(), starts, ends);
    }
  }
}
