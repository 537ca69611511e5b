package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;
import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.given;
import static org.tomte.engine.expression.function.TextFunctions.text;

import dev.cel.common.types.ListType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;

/** Functions with regular expressions, in time linear in the text. */
final class RegexFunctions {

  private static final String GROUP = "regular expressions";
  private static final int MOST_MATCHES = 10_000;

  private RegexFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        named("matches")
            .says(
                "Whether a regular expression matches somewhere in a text; anchor it with ^ and $.")
            .example("'srv-042'.matches('^srv-[0-9]+$') && 'a1b'.matches('[0-9]')")
            .both(BOOL, STRING, STRING)
            .does(GROUP, arguments -> matcher(arguments, "matches").find()),
        named("find")
            .says("The first part of a text that matches, or null.")
            .example("'user=bob'.find('[a-z]+$') == 'bob'")
            .both(STRING, STRING, STRING)
            .does(
                GROUP,
                arguments -> {
                  Matcher matcher = matcher(arguments, "find");
                  return matcher.find() ? matcher.group() : null;
                }),
        named("findAll")
            .says("Every part of a text that matches.")
            .example("'a1 b22'.findAll('[0-9]+') == ['1', '22']")
            .both(ListType.create(STRING), STRING, STRING)
            .does(GROUP, RegexFunctions::findAll),
        named("group")
            .says("What a group (by number or name) of the first match holds, or null.")
            .example(
                "'user=bob'.group('user=([a-z]+)', 1) == 'bob'"
                    + " && 'user=bob'.group('user=(?P<who>[a-z]+)', 'who') == 'bob'")
            .both(STRING, STRING, STRING, DYN)
            .does(GROUP, RegexFunctions::group));
  }

  private static Matcher matcher(@Nullable Object[] arguments, String function) {
    String text = text(arguments, 0, function);
    Budget.charge(20L * text.length());
    return Patterns.of(text(arguments, 1, function)).matcher(text);
  }

  private static List<String> findAll(@Nullable Object[] arguments) {
    Matcher matcher = matcher(arguments, "findAll");
    List<String> all = new ArrayList<>();
    while (matcher.find()) {
      all.add(matcher.group());
      if (all.size() > MOST_MATCHES) {
        throw new ValueFault("findAll finds more than " + MOST_MATCHES + " matches");
      }
    }
    return all;
  }

  private static @Nullable String group(@Nullable Object[] arguments) {
    Matcher matcher = matcher(arguments, "group");
    Object group = given(arguments, 2);
    try {
      if (!matcher.find()) {
        return null;
      }
      return group instanceof String name
          ? matcher.group(name)
          : matcher.group(Math.toIntExact(Values.whole(group, "group")));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException _) {
      throw new ValueFault("the regular expression has no group " + Values.shown(group));
    }
  }
}
