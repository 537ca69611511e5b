package org.tomte.casework.field;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomte.api.DurationText;

/** Reads the text of a formula from left to right. */
final class FormulaParser {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_DEPTH = 50;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[a-z0-9_]+)?");
  private static final Pattern SPAN = Pattern.compile("(\\d+(ms|[smhdw]))+(?![A-Za-z0-9_.])");
  private static final Pattern NUMBER =
      Pattern.compile("\\d{1,18}(\\.\\d{1,18})?(?![A-Za-z0-9_.])");

  private final String text;
  private int at;

  FormulaParser(String text) {
    this.text = text;
  }

  FormulaNode parse() {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a formula has at most %d characters, not %d".formatted(MAX_LENGTH, text.length()));
    }
    FormulaNode node = sum(0);
    if (peek() != 0) {
      throw fault("an operator (+ - * /) or the end was expected");
    }
    return node;
  }

  private FormulaNode sum(int depth) {
    FormulaNode left = product(depth);
    while (peek() == '+' || peek() == '-') {
      char operator = text.charAt(at++);
      left = new FormulaNode.Operation(operator, left, product(depth));
    }
    return left;
  }

  private FormulaNode product(int depth) {
    FormulaNode left = part(depth);
    while (peek() == '*' || peek() == '/') {
      char operator = text.charAt(at++);
      left = new FormulaNode.Operation(operator, left, part(depth));
    }
    return left;
  }

  private FormulaNode part(int depth) {
    if (depth > MAX_DEPTH) {
      throw fault("the parentheses are nested too deeply; the limit is " + MAX_DEPTH);
    }
    if (peek() == '(') {
      at++;
      FormulaNode inner = sum(depth + 1);
      if (peek() != ')') {
        throw fault("a closing parenthesis was expected");
      }
      at++;
      return inner;
    }
    if (Character.isDigit(peek())) {
      return literal();
    }
    return new FormulaNode.Name(take(NAME, "a field, a number, a span of time or ( was expected"));
  }

  private FormulaNode literal() {
    Matcher span = SPAN.matcher(text).region(at, text.length());
    if (span.lookingAt()) {
      at = span.end();
      return new FormulaNode.Literal(DurationText.parse(span.group()));
    }
    return new FormulaNode.Literal(
        new BigDecimal(take(NUMBER, "a number such as 2.5 or a span such as 4h30m was expected")));
  }

  private String take(Pattern pattern, String otherwise) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw fault(otherwise);
    }
    at = matcher.end();
    return matcher.group();
  }

  /** The next character that is no space, which is then the present one; 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(
        "formula '%s', character %d: %s".formatted(text, Math.min(at, text.length()) + 1, what));
  }
}
