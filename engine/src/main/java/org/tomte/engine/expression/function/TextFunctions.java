package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static org.tomte.engine.expression.function.FunctionDefinition.named;

import dev.cel.common.types.ListType;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions on text. Positions count characters (code points), from 0. */
final class TextFunctions {

  private static final String GROUP = "text";
  private static final ListType TEXTS = ListType.create(STRING);
  private static final int MOST_PARTS = 10_000;

  private TextFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>(tests());
    all.addAll(changes());
    all.addAll(parts());
    return all;
  }

  private interface Test {
    boolean of(String text, String other);
  }

  private static FunctionDefinition test(String name, String sentence, String example, Test test) {
    return named(name)
        .says(sentence)
        .example(example)
        .both(BOOL, STRING, STRING)
        .does(
            GROUP,
            arguments -> {
              String text = text(arguments, 0, name);
              String other = text(arguments, 1, name);
              return test.of(charged(text), other);
            });
  }

  private static List<FunctionDefinition> tests() {
    return List.of(
        test(
            "contains",
            "Whether a text has another in it; upper and lower case differ.",
            "'invoice.js'.contains('.js')",
            String::contains),
        test(
            "startsWith",
            "Whether a text begins with another.",
            "'10.1.2.3'.startsWith('10.')",
            String::startsWith),
        test(
            "endsWith",
            "Whether a text ends with another.",
            "'invoice.js'.endsWith('.js')",
            String::endsWith),
        test(
            "equalsIgnoreCase",
            "Whether two texts are the same but for upper and lower case.",
            "'Admin'.equalsIgnoreCase('ADMIN')",
            String::equalsIgnoreCase),
        named("isBlank")
            .says("Whether a text is empty or only space.")
            .example("'  '.isBlank()")
            .both(BOOL, STRING)
            .does(GROUP, arguments -> text(arguments, 0, "isBlank").isBlank()));
  }

  private interface Change {
    String of(String text);
  }

  private static FunctionDefinition change(
      String name, String sentence, String example, Change change) {
    return named(name)
        .says(sentence)
        .example(example)
        .both(STRING, STRING)
        .does(GROUP, arguments -> change.of(charged(text(arguments, 0, name))));
  }

  private static List<FunctionDefinition> changes() {
    return List.of(
        change(
            "lower",
            "The text in lower case.",
            "'ABC'.lower() == 'abc'",
            text -> text.toLowerCase(Locale.ROOT)),
        change(
            "upper",
            "The text in upper case.",
            "'abc'.upper() == 'ABC'",
            text -> text.toUpperCase(Locale.ROOT)),
        change("trim", "The text without space around it.", "' a '.trim() == 'a'", String::strip),
        change(
            "normalize",
            "The text with look-alike forms of the same characters made one (Unicode NFKC).",
            "'ｐａｙｐａｌ'.normalize() == 'paypal'",
            TextFunctions::normalized),
        named("replace")
            .says("The text with every occurrence of one text replaced by another.")
            .example("'a-b-c'.replace('-', '.') == 'a.b.c'")
            .both(STRING, STRING, STRING, STRING)
            .does(GROUP, TextFunctions::replace));
  }

  private static String normalized(String text) {
    Budget.checkLength(18L * text.length()); // one character can become 18 in NFKC
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static String replace(@Nullable Object[] arguments) {
    String text = charged(text(arguments, 0, "replace"));
    String from = text(arguments, 1, "replace");
    String to = text(arguments, 2, "replace");
    if (from.isEmpty()) {
      throw new ValueFault("replace needs a text to look for, not ''");
    }
    long occurrences = 0;
    for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length())) {
      occurrences++;
    }
    Budget.checkLength(text.length() + occurrences * ((long) to.length() - from.length()));
    return text.replace(from, to);
  }

  private static List<FunctionDefinition> parts() {
    return List.of(
        named("cut")
            .says("The first characters of a text.")
            .example("'abcdef'.cut(3) == 'abc' && 'ab'.cut(3) == 'ab'")
            .both(STRING, STRING, INT)
            .does(
                GROUP, arguments -> part(text(arguments, 0, "cut"), 0, whole(arguments, 1, "cut"))),
        named("substring")
            .says("The characters from one position up to, but without, another.")
            .example("'abcdef'.substring(2, 4) == 'cd' && 'abc'.substring(1) == 'bc'")
            .both(STRING, STRING, INT)
            .both(STRING, STRING, INT, INT)
            .does(GROUP, TextFunctions::substring),
        named("indexOf")
            .says("The position at which a text stands in another, or -1.")
            .example("'abc'.indexOf('c') == 2 && 'abc'.indexOf('x') == -1")
            .both(INT, STRING, STRING)
            .does(GROUP, TextFunctions::indexOf),
        named("split")
            .says("The parts of a text between separators.")
            .example("'a,b'.split(',') == ['a', 'b']")
            .both(TEXTS, STRING, STRING)
            .does(GROUP, TextFunctions::split),
        named("join")
            .says("The elements of a list as one text with a separator between them.")
            .example("['a', 'b'].join(', ') == 'a, b'")
            .both(STRING, ListType.create(dev.cel.common.types.SimpleType.DYN), STRING)
            .does(GROUP, TextFunctions::join));
  }

  private static String substring(@Nullable Object[] arguments) {
    String text = text(arguments, 0, "substring");
    long from = whole(arguments, 1, "substring");
    long to = arguments.length > 2 ? whole(arguments, 2, "substring") : Long.MAX_VALUE;
    return part(text, from, to);
  }

  private static String part(String text, long from, long to) {
    if (from < 0 || to < from) {
      throw new ValueFault("there is no part of a text from " + from + " to " + to);
    }
    charged(text);
    int characters = text.codePointCount(0, text.length());
    int begin = text.offsetByCodePoints(0, (int) Math.min(from, characters));
    int end = text.offsetByCodePoints(0, (int) Math.min(to, characters));
    return text.substring(begin, end);
  }

  private static long indexOf(@Nullable Object[] arguments) {
    String text = charged(text(arguments, 0, "indexOf"));
    int at = text.indexOf(text(arguments, 1, "indexOf"));
    return at < 0 ? -1 : text.codePointCount(0, at);
  }

  private static List<String> split(@Nullable Object[] arguments) {
    String text = charged(text(arguments, 0, "split"));
    String separator = text(arguments, 1, "split");
    if (separator.isEmpty()) {
      throw new ValueFault("split needs a separator, not ''");
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      if (parts.size() > MOST_PARTS) {
        throw new ValueFault(
            "split makes more than " + MOST_PARTS + " parts of " + Values.shown(text));
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static String join(@Nullable Object[] arguments) {
    List<?> list = Values.list(given(arguments, 0), "join");
    String separator = text(arguments, 1, "join");
    StringBuilder out = new StringBuilder();
    String between = "";
    for (Object element : list) {
      String text =
          switch (element) {
            case String words -> words;
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case null, default -> throw Values.wrong(element, "join", "a list of texts");
          };
      Budget.checkLength((long) out.length() + text.length() + separator.length());
      out.append(between).append(text);
      between = separator;
    }
    return out.toString();
  }

  /** The text, after its length was charged. */
  static String charged(String text) {
    if (text.length() > 256) {
      Budget.charge(text.length());
    }
    return text;
  }

  static Object given(@Nullable Object[] arguments, int index) {
    Object value = arguments[index];
    if (value == null) {
      throw new ValueFault("argument " + (index + 1) + " is null");
    }
    return value;
  }

  static String text(@Nullable Object[] arguments, int index, String function) {
    return Values.text(given(arguments, index), function);
  }

  static long whole(@Nullable Object[] arguments, int index, String function) {
    return Values.whole(given(arguments, index), function);
  }
}
