package org.tomte.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.tomte.api.FieldType;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.engine.expression.function.FunctionLibrary;
import org.tomte.engine.expression.function.Tables;

/** Compiles and evaluates over one event, for the tests of this package. */
final class Expressions {

  static final Tables TABLES =
      Tables.of(Map.of("owners", Map.of("web-1", "alice", "db-1", Map.of("team", "dba"))));

  static final ExpressionCompiler COMPILER =
      new ExpressionCompiler(new FunctionLibrary(TABLES, OwnAssets::none));

  private Expressions() {}

  static Declarations event(FieldType type) {
    return Declarations.none().with("event", type);
  }

  static Compiled compiled(String text, Declarations declarations, FieldType expected) {
    Compilation compilation = COMPILER.compile(text, declarations, expected);
    assertThat(compilation).as(text).isInstanceOf(Compiled.class);
    return (Compiled) compilation;
  }

  static List<ExpressionFault> faults(String text, Declarations declarations, FieldType expected) {
    Compilation compilation = COMPILER.compile(text, declarations, expected);
    assertThat(compilation).as(text).isInstanceOf(Compilation.Rejected.class);
    return ((Compilation.Rejected) compilation).faults();
  }

  static Verdict test(String text, FieldType type, Map<String, ?> event) {
    Declarations declarations = event(type);
    return compiled(text, declarations, FieldType.BOOL)
        .test(Bindings.of(declarations, Map.of("event", event)));
  }

  /** Over an event of which nothing is declared. */
  static Verdict test(String text, Map<String, ?> event) {
    return test(text, FieldType.open(), event);
  }

  static Evaluated value(String text, FieldType type, Map<String, ?> event) {
    Declarations declarations = event(type);
    return compiled(text, declarations, FieldType.ANY)
        .value(Bindings.of(declarations, Map.of("event", event)));
  }

  static Evaluated value(String text, Map<String, ?> event) {
    return value(text, FieldType.open(), event);
  }

  static Verdict yes() {
    return new Verdict.True();
  }

  static Verdict no() {
    return new Verdict.False();
  }

  static Unknown unknown(String... fields) {
    return new Unknown(List.of(fields));
  }
}
