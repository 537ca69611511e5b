package org.tomte.connectors.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line of separated values into its columns (RFC 4180). A quote opens a quoted value only
 * where the value begins; elsewhere it is a character like others, as spreadsheets read it.
 *
 * @param delimiter the character between values
 * @param quote the character around values; NUL for none
 */
public record DelimitedText(char delimiter, char quote) {

  /** The values of one record, which may span lines. */
  public List<String> values(String text) throws BadRecord {
    List<String> values = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      if (at < text.length() && isQuote(text.charAt(at))) {
        at = quoted(text, at + 1, values);
      } else {
        int end = text.indexOf(delimiter, at);
        end = end < 0 ? text.length() : end;
        values.add(text.substring(at, end));
        at = end + 1;
      }
    }
    return values;
  }

  /** Reads a quoted value and returns where the next value begins. */
  private int quoted(String text, int start, List<String> values) throws BadRecord {
    StringBuilder value = new StringBuilder();
    int at = start;
    while (at < text.length()) {
      char character = text.charAt(at);
      if (!isQuote(character)) {
        value.append(character);
        at++;
      } else if (at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
        value.append(quote);
        at += 2;
      } else {
        int end = text.indexOf(delimiter, at);
        end = end < 0 ? text.length() : end;
        values.add(value.append(text, at + 1, end).toString());
        return end + 1;
      }
    }
    throw new BadRecord("column " + start + ": the quote is not closed");
  }

  /**
   * Whether a quoted value is open at the end of a line.
   *
   * @param open whether one was open at its beginning
   */
  public boolean isOpenAfter(String line, boolean open) {
    boolean inside = open;
    boolean begins = !open;
    for (int at = 0; at < line.length(); at++) {
      char character = line.charAt(at);
      if (inside) {
        boolean doubled =
            isQuote(character) && at + 1 < line.length() && isQuote(line.charAt(at + 1));
        at += doubled ? 1 : 0;
        inside = doubled || !isQuote(character);
      } else {
        inside = begins && isQuote(character);
        begins = character == delimiter;
      }
    }
    return inside;
  }

  private boolean isQuote(char character) {
    return quote != 0 && character == quote;
  }
}
