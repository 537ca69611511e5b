package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;
import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.text;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The function that reads look-up tables. */
final class LookupFunction {

  private LookupFunction() {}

  static FunctionDefinition over(Tables tables) {
    return named("lookup")
        .says("The value of a key in a look-up table; null or the third argument without one.")
        .example("lookup('severity-by-vendor', 'acme', 3) == 3")
        .global(DYN, STRING, STRING)
        .global(DYN, STRING, STRING, DYN)
        .does("look-up tables", arguments -> find(tables, arguments));
  }

  private static @Nullable Object find(Tables tables, @Nullable Object[] arguments) {
    String table = text(arguments, 0, "lookup");
    Object found = tables.find(table, text(arguments, 1, "lookup"));
    if (found != null) {
      return found;
    }
    if (arguments.length > 2) {
      return arguments[2];
    }
    checkName(tables, table);
    return null;
  }

  /** Refuses the name of a table that does not exist. */
  static void checkName(Tables tables, String table) {
    if (!tables.names().contains(table)) {
      throw new ValueFault(
          "there is no look-up table "
              + Values.shown(table)
              + "; there are "
              + new TreeSet<>(tables.names()));
    }
  }
}
