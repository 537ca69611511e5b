package org.tomte.connectors.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The query of a definition with its named binds taken out. It is used as a sub-query that is
 * ordered and cut from outside, so what it may not have is what would make that unsafe: a limit of
 * its own drops rows that the order outside would have put first.
 *
 * @param sql the text with a question mark for each bind
 * @param binds the binds in the order of the question marks
 */
record QueryText(String sql, List<Bind> binds) {

  /** What a query can ask for. */
  enum Bind {
    FROM,
    UNTIL,
    LAUNCH
  }

  private static final Set<String> CUTTING =
      Set.of("limit", "offset", "fetch", "rownum", "into", "for");

  QueryText {
    binds = List.copyOf(binds);
  }

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException when it is no plain SELECT; the message says where
   */
  static QueryText parse(String text, Dialect dialect) {
    return new Scan(text, dialect).scan();
  }

  /** One walk over the text. */
  private static final class Scan {
    private final String text;
    private final Dialect dialect;
    private final StringBuilder sql = new StringBuilder();
    private final List<Bind> binds = new ArrayList<>();
    private int at;
    private int depth;
    private boolean begun;

    Scan(String text, Dialect dialect) {
      this.text = text;
      this.dialect = dialect;
    }

    QueryText scan() {
      while (at < text.length()) {
        step(text.charAt(at));
      }
      if (!begun) {
        throw fault("query is empty", 0);
      }
      if (depth != 0) {
        throw fault("query has a parenthesis that is not closed", text.length());
      }
      return new QueryText(sql.toString().strip(), binds);
    }

    private void step(char sign) {
      if (starts("--") || (sign == '#' && dialect.isMariaDb())) {
        skipTo("\n");
      } else if (starts("/*")) {
        skipComment();
      } else if (sign == '\'' || sign == '"' || sign == '`') {
        quoted(sign);
      } else if (sign == '$' && dialect == Dialect.POSTGRESQL && dollar() > 0) {
        copy(dollar());
      } else if (sign == ':') {
        colon();
      } else if (Character.isLetter(sign) || sign == '_') {
        word();
      } else {
        mark(sign);
      }
    }

    private boolean starts(String mark) {
      return text.startsWith(mark, at);
    }

    private void skipTo(String end) {
      int found = text.indexOf(end, at);
      at = found < 0 ? text.length() : found;
      sql.append(' ');
    }

    private void skipComment() {
      if (starts("/*!") || starts("/*+")) {
        throw fault("query has a comment that the database would obey", at);
      }
      int found = text.indexOf("*/", at + 2);
      if (found < 0) {
        throw fault("query has a comment that is not closed", at);
      }
      at = found + 2;
      sql.append(' ');
    }

    private void quoted(char quote) {
      int end = at + 1;
      boolean escapes = dialect.isMariaDb() && quote != '`';
      boolean extended = dialect == Dialect.POSTGRESQL && quote == '\'' && isExtended();
      while (end < text.length() && text.charAt(end) != quote) {
        end += text.charAt(end) == '\\' && (escapes || extended) ? 2 : 1;
      }
      if (end >= text.length()) {
        throw fault("query has a text that is not closed", at);
      }
      copy(end + 1 - at);
    }

    /** E'...' knows backslashes. */
    private boolean isExtended() {
      boolean mark = at > 0 && Character.toLowerCase(text.charAt(at - 1)) == 'e';
      return mark && (at == 1 || !Character.isLetterOrDigit(text.charAt(at - 2)));
    }

    /** The length of a text between dollars that begins here; 0 when none does. */
    private int dollar() {
      int open = text.indexOf('$', at + 1);
      if (open < 0 || !text.substring(at + 1, open).matches("[A-Za-z_]?[A-Za-z0-9_]*")) {
        return 0;
      }
      String tag = text.substring(at, open + 1);
      int close = text.indexOf(tag, open + 1);
      return close < 0 ? 0 : close + tag.length() - at;
    }

    private void colon() {
      if (starts("::")) {
        copy(2);
        return;
      }
      int end = wordEnd(at + 1);
      String name = text.substring(at + 1, end);
      if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
        copy(1);
        return;
      }
      switch (name.toLowerCase(Locale.ROOT)) {
        case "from" -> binds.add(Bind.FROM);
        case "until" -> binds.add(Bind.UNTIL);
        case "launch" -> binds.add(Bind.LAUNCH);
        default ->
            throw fault(
                "query has the bind :" + name + "; valid are :from, :until and :launch", at);
      }
      sql.append('?');
      at = end;
    }

    private int wordEnd(int start) {
      int end = start;
      while (end < text.length()
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
      return end;
    }

    private void word() {
      int end = wordEnd(at);
      String word = text.substring(at, end).toLowerCase(Locale.ROOT);
      if (!begun && !word.equals("select") && !word.equals("with")) {
        throw fault("query must begin with SELECT or WITH, not with " + word, at);
      }
      begun = true;
      boolean ofColumn = at > 0 && text.charAt(at - 1) == '.';
      boolean cuts = CUTTING.contains(word) || (word.equals("top") && dialect == Dialect.SQLSERVER);
      if (depth == 0 && !ofColumn && cuts) {
        throw fault(
            "query has "
                + word.toUpperCase(Locale.ROOT)
                + ", which makes its order unsafe; leave it out, Tomte orders the rows and cuts"
                + " them into pages",
            at);
      }
      copy(end - at);
    }

    private void mark(char sign) {
      if (!begun && !Character.isWhitespace(sign)) {
        throw fault("query must begin with SELECT or WITH, not with " + sign, at);
      }
      if (sign == ';') {
        throw fault("query must be one statement without ;", at);
      }
      if (sign == '?' && dialect != Dialect.POSTGRESQL) {
        throw fault("query has a ?; valid are the binds :from, :until and :launch", at);
      }
      depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
      if (depth < 0) {
        throw fault("query closes a parenthesis that is not open", at);
      }
      // An operator of PostgreSQL; the driver takes two for one.
      sql.append(sign == '?' ? "??" : String.valueOf(sign));
      at++;
    }

    private void copy(int length) {
      sql.append(text, at, at + length);
      at += length;
    }

    private IllegalArgumentException fault(String words, int place) {
      String before = text.substring(0, place);
      long line = before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
      int column = place - before.lastIndexOf('\n');
      return new IllegalArgumentException("%s (%d:%d)".formatted(words, line, column));
    }
  }
}
