package org.tomte.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.Budget;

/** An output {@code {{ ... }}}: escapes its value and notes what it lacked. */
record OutputNode(LNode inner, Target target) implements LNode {

  private static final String LOOKED_UP = "tomte.looked-up";
  private static final String ABSENT = "tomte.absent";

  @Override
  public Object render(TemplateContext context) {
    List<String> missed = names(context, LOOKED_UP);
    missed.clear();
    Object value = inner.render(context);
    if (value instanceof Escaped escaped) {
      return escaped.text();
    }
    String text = OutputText.of(value);
    if (text.isEmpty()) {
      names(context, ABSENT).addAll(missed);
      return "";
    }
    Budget.charge(10L * text.length());
    StringBuilder out = new StringBuilder(text.length() + 16);
    target.escape(text, out);
    return out.toString();
  }

  /** Notes that a reference found nothing; it counts if the output around it stays empty. */
  static void missed(TemplateContext context, String reference) {
    names(context, LOOKED_UP).add(reference);
  }

  /** The references for which outputs stayed empty, each once. */
  static List<String> absent(TemplateContext context) {
    return names(context, ABSENT).stream().distinct().toList();
  }

  private static List<String> names(TemplateContext context, String registry) {
    Map<String, List<String>> held = context.getRegistry(registry);
    return held.computeIfAbsent(registry, _ -> new ArrayList<>());
  }

  /** A reference that notes when it finds nothing. */
  record Reference(LNode inner, String text) implements LNode {
    @Override
    public @Nullable Object render(TemplateContext context) {
      Object value = inner.render(context);
      if (value == null) {
        missed(context, text);
      }
      return value;
    }
  }
}
