package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;
import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.given;
import static org.tomte.engine.expression.function.TextFunctions.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Functions on JSON text. */
final class JsonFunctions {

  private static final String GROUP = "JSON";

  private JsonFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        named("parseJson")
            .says("The value that a JSON text holds.")
            .example("parseJson('{\"a\": [1, 2]}').a[1] == 2")
            .both(DYN, STRING)
            .does(GROUP, JsonFunctions::parse),
        named("toJson")
            .says("A value as JSON text.")
            .example("toJson({'a': [1, 2]}) == '{\"a\":[1,2]}'")
            .both(STRING, DYN)
            .does(GROUP, arguments -> Json.write(given(arguments, 0))));
  }

  private static @Nullable Object parse(@Nullable Object[] arguments) {
    String text = text(arguments, 0, "parseJson");
    Budget.charge(10L * text.length());
    try {
      return Json.read(text);
    } catch (JacksonException e) {
      String why = e.getOriginalMessage();
      throw new ValueFault(Values.shown(text) + " is no JSON: " + (why == null ? "" : why));
    }
  }
}
