package org.tomte.casework.observable;

/**
 * What a text has, so that passes that cannot find anything in it are left out.
 *
 * @param scheme whether two slashes follow a colon, as in every URL
 * @param at whether there is an at sign
 * @param colons whether there are two colons, as in every IPv6 address
 * @param longWord whether letters, digits and underscores follow on each other as long as in the
 *     shortest hash
 * @param dot whether there is a dot, bracketed or not, as in every name and IPv4 address
 */
record TextTraits(boolean scheme, boolean at, boolean colons, boolean longWord, boolean dot) {
  private static final int SHORTEST_HASH = 32;

  static TextTraits of(String text) {
    int colons = 0;
    int word = 0;
    int longest = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      colons += character == ':' ? 1 : 0;
      word = isWord(character) ? word + 1 : 0;
      longest = Math.max(longest, word);
    }
    return new TextTraits(
        colons > 0 && text.contains("://"),
        text.indexOf('@') >= 0,
        colons > 1,
        longest >= SHORTEST_HASH,
        text.indexOf('.') >= 0 || text.indexOf(Defang.BRACKETED_DOT) >= 0);
  }

  private static boolean isWord(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || (character >= 'A' && character <= 'Z')
        || character == '_';
  }
}
