package org.tomte.engine.template;

import org.tomte.engine.expression.function.Json;

/** Where a rendered text goes; every output is escaped for it, and there is no way around that. */
public enum Target {
  /** Plain text: control characters other than tab and line ends are dropped. */
  TEXT {
    @Override
    void escape(String value, StringBuilder out) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c)) {
          out.append(c);
        }
      }
    }
  },

  /** HTML, in elements and in quoted attributes (WHATWG HTML section 13.3). */
  HTML {
    @Override
    void escape(String value, StringBuilder out) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        switch (c) {
          case '&' -> out.append("&amp;");
          case '<' -> out.append("&lt;");
          case '>' -> out.append("&gt;");
          case '"' -> out.append("&quot;");
          case '\'' -> out.append("&#39;");
          case '`' -> out.append("&#96;");
          default -> {
            if (c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c)) {
              out.append(c);
            }
          }
        }
      }
    }
  },

  /**
   * Inside the quotes of a JSON string (RFC 8259 section 7); use {@code | json} for a whole value.
   */
  JSON {
    @Override
    void escape(String value, StringBuilder out) {
      Json.escape(value, out);
    }
  },

  /** One line of a mail or HTTP header: line ends become spaces, so that no header can be added. */
  HEADER {
    @Override
    void escape(String value, StringBuilder out) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        out.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
      }
    }

    @Override
    String finish(String text) {
      StringBuilder line = new StringBuilder(text.length());
      escape(text, line);
      return line.toString().strip();
    }
  };

  /** Appends a value as it may stand in this target. */
  abstract void escape(String value, StringBuilder out);

  /** Makes the whole text fit, also what the author of the template wrote. */
  String finish(String text) {
    return text;
  }
}
