package org.tomte.engine.secret;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets by {@value #STARS} in any text that leaves the program: logs, stored errors,
 * answers, exports.
 *
 * <p>A secret is found as it is, URL-encoded (percent with either case, plus), escaped for JSON,
 * XML or HTML, in hex and in base64 (standard and URL alphabet, also in the middle of a longer
 * encoded text and over line ends), and in two of these over each other. Found by decoding the
 * text, so it does not matter which characters an encoder chose to escape. A text must be masked
 * before it is cut: of a secret that was cut off, the rest cannot be known.
 *
 * <p>All methods may be called by any thread. A secret stays registered until the program ends.
 */
public final class Masker implements UnaryOperator<String> {

  /** What stands in place of a secret. */
  public static final String STARS = "***";

  private static final int LAYERS = 2;
  private static final int DEEPEST_CAUSE = 20;

  private final Set<String> registered = new HashSet<>();
  private volatile PatternIndex index = PatternIndex.EMPTY;

  /**
   * Masks the value from now on.
   *
   * @throws SecretFault if it has fewer than {@value SecretVault#SHORTEST} characters
   */
  public void register(SecretValue value) {
    if (value.length() < SecretVault.SHORTEST) {
      throw new SecretFault(
          "A secret of fewer than " + SecretVault.SHORTEST + " characters cannot be masked");
    }
    String text = value.reveal();
    synchronized (registered) {
      if (registered.add(text)) {
        index = index.with(SecretPattern.of(text));
      }
    }
  }

  /** The text with every secret replaced; the same text when it holds none. */
  public String mask(String text) {
    PatternIndex patterns = index;
    if (patterns.isEmpty() || text.length() < SecretVault.SHORTEST) {
      return text;
    }
    BitSet hidden = new BitSet();
    search(patterns, DecodedText.of(text), LAYERS, hidden);
    return hidden.isEmpty() ? text : replace(text, hidden);
  }

  /** The same as {@link #mask}, for whoever takes a function. */
  @Override
  public String apply(String text) {
    return mask(text);
  }

  /** The messages of an exception, its causes and suppressed ones in one masked text. */
  public String maskedMessage(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    append(text, thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    return mask(text.toString());
  }

  /** The whole stack trace of an exception as Java prints it, masked; for log files. */
  public String maskedTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return mask(trace.toString());
  }

  private static void append(StringBuilder text, @Nullable Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || seen.size() >= DEEPEST_CAUSE || !seen.add(thrown)) {
      return;
    }
    String message = thrown.getMessage();
    String told = message == null ? thrown.getClass().getSimpleName() : message;
    if (text.isEmpty()) {
      text.append(told);
    } else if (text.indexOf(told) < 0) { // many exceptions repeat the message of their cause
      text.append("; caused by: ").append(told);
    }
    append(text, thrown.getCause(), seen);
    for (Throwable suppressed : thrown.getSuppressed()) {
      append(text, suppressed, seen);
    }
  }

  private static void search(PatternIndex patterns, DecodedText text, int layers, BitSet hidden) {
    patterns.search(text, hidden);
    if (layers == 0) {
      return;
    }
    for (TextDecoder decoder : TextDecoder.values()) {
      DecodedText decoded = decoder.decode(text);
      if (decoded != text) {
        search(patterns, decoded, layers - 1, hidden);
      }
    }
  }

  private static String replace(String text, BitSet hidden) {
    StringBuilder masked = new StringBuilder(text.length());
    int from = 0;
    for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(from)) {
      masked.append(text, from, start).append(STARS);
      from = hidden.nextClearBit(start);
    }
    return masked.append(text, from, text.length()).toString();
  }
}
