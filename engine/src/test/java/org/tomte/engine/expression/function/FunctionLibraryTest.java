package org.tomte.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.tomte.engine.expression.Evaluated;
import org.tomte.engine.expression.ExpressionCompiler;
import org.tomte.engine.expression.Failed;
import org.tomte.engine.expression.Verdict;

class FunctionLibraryTest {

  private static final Tables TABLES =
      Tables.of(Map.of("severity-by-vendor", Map.of("umbrella", 9L)));

  private static final ExpressionCompiler COMPILER =
      new ExpressionCompiler(new FunctionLibrary(TABLES, OwnAssets::none));

  static List<FunctionEntry> entries() {
    return FunctionLibrary.entries();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void the_example_of_every_entry_is_true_and_calls_it(FunctionEntry entry) {
    assertThat(entry.example()).contains(entry.name());
    Compilation compilation =
        COMPILER.compile(entry.example(), Declarations.none(), FieldType.BOOL);
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

  private static Map<String, Object> anyValues() {
    Map<String, Object> values = new HashMap<>();
    values.put("v0", null);
    values.put("v1", "");
    values.put("v2", "t\u00e4xt \uD83D\uDE00 \uD800");
    values.put("v3", 0L);
    values.put("v4", -1L);
    values.put("v5", Long.MAX_VALUE);
    values.put("v6", Double.NaN);
    values.put("v7", true);
    values.put("v8", List.of());
    values.put("v9", Arrays.asList("a", null, 1L, List.of(2L), Map.of("k", 1.5)));
    values.put("v10", Map.of("k", List.of("x")));
    values.put("v11", Instant.parse("2026-11-25T03:17:00Z"));
    values.put("v12", "Europe/Berlin");
    values.put("v13", "http://[::1]:x/%zz?%=&=");
    values.put("v14", "a@b@");
    values.put("v15", Duration.ofDays(1));
    values.put("v16", Instant.MIN);
    values.put("v17", "[");
    values.put("v18", "{\"a\": 1e999999999}");
    return values;
  }

  @Test
  void no_function_throws_whatever_it_is_given() {
    Random random = new Random(5);
    Map<String, Object> values = anyValues();
    Declarations declarations = Declarations.none().with("e", FieldType.ANY);
    Bindings bindings = Bindings.of(declarations, Map.of("e", values));
    int answered = 0;
    for (FunctionDefinition definition :
        new FunctionLibrary(TABLES, OwnAssets::none).definitions()) {
      for (FunctionDefinition.Signature signature : definition.signatures()) {
        for (int i = 0; i < 10; i++) {
          List<String> arguments =
              signature.parameters().stream()
                  .map(_ -> "dyn(e.v" + random.nextInt(20) + ")")
                  .toList();
          String text = definition.entry().name() + "(" + String.join(", ", arguments) + ")";
          Compilation compilation = COMPILER.compile(text, declarations, FieldType.ANY);
          assertThat(compilation).as(text).isInstanceOf(Compiled.class);
          Evaluated evaluated = ((Compiled) compilation).value(bindings);
          if (evaluated instanceof Failed failed) {
            assertThat(failed.reason()).as(text).doesNotContain("a function failed", "Exception");
          }
          answered += evaluated instanceof Evaluated.Value ? 1 : 0;
        }
      }
    }
    assertThat(answered).isGreaterThan(50);
  }

  @Test
  void no_name_stands_twice() {
    Set<String> names = new HashSet<>();
    assertThat(FunctionLibrary.entries()).allMatch(entry -> names.add(entry.name()));
    assertThat(names).hasSizeGreaterThan(60);
  }
}
