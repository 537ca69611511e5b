package org.tomte.engine.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates the names that CEL uses in its reports. */
public final class Words {

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("_==_", "=="),
          Map.entry("_!=_", "!="),
          Map.entry("_<_", "<"),
          Map.entry("_<=_", "<="),
          Map.entry("_>_", ">"),
          Map.entry("_>=_", ">="),
          Map.entry("_+_", "+"),
          Map.entry("_-_", "-"),
          Map.entry("_*_", "*"),
          Map.entry("_/_", "/"),
          Map.entry("_%_", "%"),
          Map.entry("_&&_", "&&"),
          Map.entry("_||_", "||"),
          Map.entry("!_", "!"),
          Map.entry("-_", "-"),
          Map.entry("_?_:_", "? :"),
          Map.entry("_[_]", "[]"),
          Map.entry("@in", "in"));

  private Words() {}

  /** The sign of an operator that CEL names by a function; null when it is none. */
  public static @Nullable String operator(String function) {
    return OPERATORS.get(function);
  }

  static String type(String type) {
    if (type.startsWith("list")) {
      return "a list";
    }
    if (type.startsWith("map") || type.startsWith("record")) {
      return "an object";
    }
    return switch (type) {
      case "int" -> "a whole number";
      case "double" -> "a decimal number";
      case "string" -> "text";
      case "bool" -> "true or false";
      case "timestamp", "google.protobuf.Timestamp" -> "a time";
      case "duration", "google.protobuf.Duration" -> "a duration";
      case "null_type", "null" -> "null";
      case "dyn" -> "any value";
      default -> type.startsWith("optional_type") ? "an optional value (add .orValue(...))" : type;
    };
  }

  /** Splits {@code (int, list(string))} or {@code string.(int)} into its types. */
  static List<String> splitTypes(String applied) {
    List<String> types = new ArrayList<>();
    String inside = applied;
    int member = applied.startsWith("(") ? -1 : applied.indexOf(".(");
    if (member >= 0) {
      types.add(applied.substring(0, member));
      inside = applied.substring(member + 1);
    }
    String list = inside.substring(1, Math.max(1, inside.length() - 1));
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        types.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!list.isBlank()) {
      types.add(list.substring(start).strip());
    }
    return types;
  }
}
