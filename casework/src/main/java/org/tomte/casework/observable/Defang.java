package org.tomte.casework.observable;

import java.util.Locale;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Makes observables in text unclickable and back. Analysts write {@code hxxp://evil[.]example} so
 * that nobody follows it by mistake.
 */
public final class Defang {

  /** Stands for a dot that was bracketed; a private-use character that no input keeps. */
  static final char BRACKETED_DOT = '\uE000';

  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(h(?:xx|tt|\\*\\*|__)p|fxp|ftp)(s?)(\\[?:\\]?//|\\[://\\])");
  private static final Pattern DOT =
      Pattern.compile(
          "(?i)[ ]?(?:\\[\\.\\]|\\(\\.\\)|\\{\\.\\}|\\[\\.|\\\\\\.|\\[dot\\]|\\(dot\\)|\\{dot\\})["
              + " ]?");
  private static final Pattern AT =
      Pattern.compile("(?i)[ ]?(?:\\[@\\]|\\(@\\)|\\{@\\}|\\[at\\]|\\(at\\)|\\{at\\})[ ]?");
  private static final Pattern COLON = Pattern.compile("\\[:\\]");

  private static final Pattern LIVE_SCHEME = Pattern.compile("(?i)\\b(?:http|ftp)(s?)://");
  private static final Pattern LIVE_DOT = Pattern.compile("([\\p{L}\\p{N}_-])\\.([\\p{L}\\p{N}])");

  private Defang() {}

  /** The text with every defanged form turned back: {@code evil[.]example} to evil.example. */
  public static String refang(String text) {
    return marked(text).replace(BRACKETED_DOT, '.');
  }

  /** As {@link #refang}, but dots that were bracketed are still told apart. */
  static String marked(String text) {
    String clean = text.indexOf(BRACKETED_DOT) < 0 ? text : text.replace(BRACKETED_DOT, ' ');
    if (!mayBeDefanged(clean)) {
      return clean;
    }
    boolean mayHaveScheme = clean.contains("//");
    if (!mayHaveBrackets(clean)) {
      return mayHaveScheme ? schemes(clean) : clean;
    }
    String dots = DOT.matcher(clean).replaceAll(String.valueOf(BRACKETED_DOT));
    String ats = AT.matcher(dots).replaceAll("@");
    String colons = COLON.matcher(ats).replaceAll(":");
    return mayHaveScheme ? schemes(colons) : colons;
  }

  private static boolean mayBeDefanged(String text) {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[', '(', '{', '\\', '*', 'x', 'X', '_' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean mayHaveBrackets(String text) {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[', '(', '{', '\\' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static String schemes(String text) {
    Matcher matcher = SCHEME.matcher(text);
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (matcher.find()) {
      boolean isFtp = matcher.group(1).toLowerCase(Locale.ROOT).startsWith("f");
      out.append(text, from, matcher.start())
          .append(isFtp ? "ftp" : "http")
          .append(matcher.group(2).toLowerCase(Locale.ROOT))
          .append("://");
      from = matcher.end();
    }
    return from == 0 ? text : out.append(text, from, text.length()).toString();
  }

  /**
   * The text with the dots of names and addresses in brackets and schemes written hxxp, so that no
   * program makes a link of it. {@link #refang} turns it back.
   */
  public static String defang(String text) {
    String schemes = LIVE_SCHEME.matcher(text).replaceAll("hxxp$1://");
    return dots(schemes);
  }

  private static String dots(String text) {
    Matcher matcher = LIVE_DOT.matcher(text);
    StringBuilder out = new StringBuilder(text.length() + 16);
    int from = 0;
    for (int at = 0; at < text.length() && matcher.find(at); at = matcher.start() + 1) {
      int dot = matcher.end(1);
      out.append(text, from, dot).append("[.]");
      from = dot + 1;
    }
    return out.append(text, from, text.length()).toString();
  }
}
