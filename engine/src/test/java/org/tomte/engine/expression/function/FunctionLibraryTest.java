package org.tomte.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomte.api.FieldType;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Compilation;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionCompiler;
import org.tomte.engine.expression.Verdict;

class FunctionLibraryTest {

  private static final Tables TABLES =
      Tables.of(Map.of("severity-by-vendor", Map.of("umbrella", 9L)));

  private final ExpressionCompiler compiler =
      new ExpressionCompiler(new FunctionLibrary(TABLES, OwnAssets::none));

  static List<FunctionEntry> entries() {
    return FunctionLibrary.entries();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void the_example_of_every_entry_is_true_and_calls_it(FunctionEntry entry) {
    assertThat(entry.example()).contains(entry.name());
    Compilation compilation =
        compiler.compile(entry.example(), Declarations.none(), FieldType.BOOL);
    assertThat(compilation).isInstanceOf(Compiled.class);
    assertThat(((Compiled) compilation).test(Bindings.of(Declarations.none(), Map.of())))
        .isEqualTo(new Verdict.True());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void every_entry_is_documented(FunctionEntry entry) {
    assertThat(entry.sentence()).endsWith(".").hasSizeGreaterThan(8);
    assertThat(entry.signatures()).isNotEmpty().allMatch(signature -> signature.contains("->"));
    assertThat(entry.group()).isNotBlank();
  }

  @Test
  void no_name_stands_twice() {
    Set<String> names = new HashSet<>();
    assertThat(FunctionLibrary.entries()).allMatch(entry -> names.add(entry.name()));
    assertThat(names).hasSizeGreaterThan(60);
  }
}
