package org.tomte.engine.template;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.filters.Filters;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.Exhausted;
import org.tomte.engine.expression.function.ValueFault;

/** A checked template; renders any number of times on any number of threads, and never throws. */
public final class Template implements TemplateCompilation {

  private final String text;
  private final Target target;
  private final ParseTree tree;
  private final TemplateParser parser;
  private final Filters filters;

  Template(String text, Target target, ParseTree tree, TemplateParser parser, Filters filters) {
    this.text = text;
    this.target = target;
    this.tree = tree;
    this.parser = parser;
    this.filters = filters;
  }

  /** The text from which this was compiled. */
  public String text() {
    return text;
  }

  /** For which the outputs are escaped. */
  public Target target() {
    return target;
  }

  /**
   * Renders the template.
   *
   * @param variables the same plain JSON values that are bound to expressions; an {@link Instant}
   *     is written as RFC 3339
   */
  public Rendering render(Map<String, ? extends @Nullable Object> variables) {
    Budget.start(TemplateLimits.STEPS);
    try {
      TemplateContext context = new TemplateContext(parser, plain(variables));
      // liqp keeps state in its nodes, so each rendering has its own; they are quickly made.
      String rendered =
          String.valueOf(new Syntax(target, filters, Set.of()).visit(tree).render(context));
      Budget.checkLength(rendered.length());
      return new Rendering.Rendered(target.finish(rendered), OutputNode.absent(context));
    } catch (RuntimeException | Exhausted e) {
      return new Rendering.Failed(reason(e));
    } catch (StackOverflowError _) {
      return new Rendering.Failed("the values are nested too deeply for this template");
    }
  }

  private static Map<String, Object> plain(Map<String, ? extends @Nullable Object> variables) {
    Map<String, Object> plain = new LinkedHashMap<>();
    variables.forEach((name, value) -> {
      if (value != null) {
        plain.put(name, value instanceof Instant time ? time.toString() : value);
      }
    });
    return plain;
  }

  private static String reason(Throwable failure) {
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 20; at = at.getCause(), depth++) {
      if (at instanceof ValueFault fault) {
        return fault.reason();
      }
    }
    String message = failure.getMessage();
    if (message == null || failure.getCause() instanceof ClassCastException) {
      Matcher line = message == null ? null : LINE.matcher(message);
      return "a filter or tag cannot work with a value"
          + (line != null && line.find() ? " (line " + line.group(1) + ")" : "");
    }
    return message.lines().findFirst().orElse(message);
  }

  private static final Pattern LINE = Pattern.compile("on line ([0-9]+)");
}
