package org.tomte.engine.template;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.filters.Filter;
import liqp.filters.Filters;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import liqp.parser.Flavor;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionFault;

/**
 * Parses and checks Liquid templates. A template cannot read files, run code or loop for ever, and
 * every output is escaped for the target. Safe for use by several threads.
 */
public final class TemplateCompiler {

  /** Filters of Liquid that work on plain values in bounded time, each wrapped with checks. */
  private static final Set<String> TAKEN =
      Set.of(
          "abs",
          "append",
          "at_least",
          "at_most",
          "capitalize",
          "ceil",
          "compact",
          "concat",
          "default",
          "divided_by",
          "downcase",
          "first",
          "floor",
          "join",
          "last",
          "lstrip",
          "map",
          "minus",
          "modulo",
          "plus",
          "prepend",
          "remove",
          "remove_first",
          "reverse",
          "round",
          "rstrip",
          "size",
          "slice",
          "sort",
          "sort_natural",
          "split",
          "strip",
          "strip_newlines",
          "times",
          "truncate",
          "truncatewords",
          "uniq",
          "upcase",
          "url_decode",
          "url_encode",
          "where");

  private final TemplateParser parser =
      new TemplateParser.Builder()
          .withFlavor(Flavor.LIQUID)
          .withNameResolver(name -> {
            throw new IOException("a template cannot include '" + name + "'");
          })
          .withMaxIterations(TemplateLimits.ITERATIONS)
          .withMaxSizeRenderedString(TemplateLimits.RENDERED)
          .withMaxTemplateSizeBytes(TemplateLimits.TEXT)
          .build();

  private final Map<Target, List<Filter>> filters = new EnumMap<>(Target.class);

  /** A compiler. */
  public TemplateCompiler() {
    for (Target target : Target.values()) {
      filters.put(target, filtersFor(target));
    }
  }

  private static List<Filter> filtersFor(Target target) {
    List<Filter> all = new ArrayList<>();
    for (String name : TAKEN) {
      all.add(new BoundedFilter(Flavor.LIQUID.getFilters().get(name)));
    }
    OwnFilters.of(target).forEach(own -> all.add(new BoundedFilter(own)));
    return List.copyOf(all);
  }

  /** The names of the filters, for completion and docs. */
  public List<String> filterNames() {
    return filters.getOrDefault(Target.TEXT, List.of()).stream()
        .map(Filter::getName)
        .sorted()
        .toList();
  }

  /**
   * Compiles a template.
   *
   * @param text the template in Liquid
   * @param target where the rendered text goes
   * @return the template, or every fault found in the text
   */
  public TemplateCompilation compile(String text, Target target) {
    return compile(text, target, null);
  }

  /**
   * Compiles a template that may use declared variables only; others, and unknown fields of closed
   * records, are faults.
   *
   * @param text the template in Liquid
   * @param target where the rendered text goes
   * @param declared the variables, or null if any may be used
   * @return the template, or every fault found in the text
   */
  public TemplateCompilation compile(String text, Target target, @Nullable Declarations declared) {
    if (text.length() > TemplateLimits.TEXT) {
      return rejected(
          1,
          1,
          "the template has %d characters; the limit is %d"
              .formatted(text.length(), TemplateLimits.TEXT));
    }
    try {
      ParseTree tree = parser.parse(text).getParseTree();
      return check(text, target, tree, declared);
    } catch (LiquidException e) {
      return rejected(e.line, e.charPositionInLine + 1, SyntaxMessage.of(e));
    } catch (StackOverflowError _) {
      return rejected(1, 1, "blocks are nested more than " + TemplateLimits.DEPTH + " levels deep");
    } catch (RuntimeException e) {
      return rejected(1, 1, SyntaxMessage.of(e));
    }
  }

  private TemplateCompilation check(
      String text, Target target, ParseTree tree, @Nullable Declarations declared) {
    List<Filter> list = filters.getOrDefault(target, List.of());
    Set<String> names = list.stream().map(Filter::getName).collect(Collectors.toSet());
    Filters known = Filters.of(list);
    Syntax syntax = new Syntax(target, known, names);
    syntax.visit(tree);
    List<ExpressionFault> faults = new ArrayList<>(syntax.faults());
    if (declared != null) {
      faults.addAll(syntax.references().faults(declared));
    }
    if (!faults.isEmpty()) {
      return new TemplateCompilation.Rejected(
          faults.stream()
              .distinct()
              .sorted(
                  Comparator.comparingInt(ExpressionFault::line)
                      .thenComparingInt(ExpressionFault::column))
              .toList());
    }
    return new Template(text, target, tree, parser, known);
  }

  private static TemplateCompilation rejected(int line, int column, String message) {
    return new TemplateCompilation.Rejected(
        List.of(ExpressionFault.at(Math.max(1, line), Math.max(1, column), message)));
  }
}
