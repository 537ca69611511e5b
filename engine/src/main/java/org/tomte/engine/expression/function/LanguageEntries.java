package org.tomte.engine.expression.function;

import java.util.ArrayList;
import java.util.List;

/** The words of the language itself, documented beside the functions. */
final class LanguageEntries {

  private static final String GROUP = "language";

  private LanguageEntries() {}

  static List<FunctionEntry> all() {
    List<FunctionEntry> all = new ArrayList<>();
    all.addAll(presence());
    all.addAll(conditions());
    all.addAll(lists());
    all.addAll(conversions());
    all.addAll(times());
    return all;
  }

  private static List<FunctionEntry> presence() {
    return List.of(
        entry(
            "has",
            "has(object.field) -> true or false",
            "Whether a field is there; true also for a field that is null, never unknown.",
            "has({'a': 1}.a) && !has({'a': 1}.b)"),
        entry(
            "in",
            "value in list -> true or false",
            "Whether a list has a value or an object a field; false if there is no such list.",
            "'js' in ['js', 'hta'] && 'a' in {'a': 1}"));
  }

  private static List<FunctionEntry> conditions() {
    return List.of(
        entry(
            "exists",
            "list.exists(x, condition) -> true or false",
            "Whether the condition is true for an element; elements for which it is unknown do not"
                + " hinder the others.",
            "[1, 5].exists(n, n > 4)"),
        entry(
            "all",
            "list.all(x, condition) -> true or false",
            "Whether the condition is true for every element.",
            "[1, 5].all(n, n > 0)"),
        entry(
            "exists_one",
            "list.exists_one(x, condition) -> true or false",
            "Whether the condition is true for exactly one element.",
            "[1, 5].exists_one(n, n > 4)"));
  }

  private static List<FunctionEntry> lists() {
    return List.of(
        entry(
            "filter",
            "list.filter(x, condition) -> list",
            "The elements for which the condition is true; those for which it is unknown are left"
                + " out.",
            "[1, 5, 7].filter(n, n > 4) == [5, 7]"),
        entry(
            "map",
            "list.map(x, value) -> list",
            "One value for each element; a condition may stand between the two.",
            "[1, 2].map(n, n * 2) == [2, 4]"),
        entry(
            "size",
            "size(text, list or object) -> whole number",
            "The number of characters, elements or fields.",
            "size('abc') == 3 && [1, 2].size() == 2"),
        entry(
            "orValue",
            "object.?field.orValue(value) -> value",
            "The field if it is there, else the other value.",
            "{'a': 1}.?b.orValue(7) == 7"));
  }

  private static List<FunctionEntry> conversions() {
    return List.of(
        entry("int", "int(value) -> whole number", "As a whole number.", "int('42') == 42"),
        entry(
            "double",
            "double(value) -> decimal number",
            "As a decimal number.",
            "double(2) == 2.0"),
        entry(
            "string",
            "string(value) -> text",
            "A number, time or other single value as text.",
            "string(42) == '42'"),
        entry(
            "bool",
            "bool(text) -> true or false",
            "The text true or false as such.",
            "bool('true')"));
  }

  private static List<FunctionEntry> times() {
    return List.of(
        entry(
            "timestamp",
            "timestamp(text) -> time",
            "A time from RFC 3339 text or from seconds since 1970.",
            "timestamp('1970-01-01T00:00:10Z') == timestamp(10)"),
        entry(
            "duration",
            "duration(text) -> duration",
            "A duration such as 90s, 15m, 1h30m or 7d; a day has 24 hours.",
            "duration('1d') == duration('24h')"));
  }

  private static FunctionEntry entry(
      String name, String signature, String sentence, String example) {
    return new FunctionEntry(name, GROUP, List.of(signature), sentence, example);
  }
}
