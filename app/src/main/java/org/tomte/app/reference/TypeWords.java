package org.tomte.app.reference;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tomte.engine.definition.AcknowledgeVerb;
import org.tomte.engine.definition.EventPath;
import org.tomte.engine.definition.ExpressionText;
import org.tomte.engine.definition.OutputsDefinition;
import org.tomte.engine.definition.TemplateText;
import org.tomte.engine.definition.yaml.ScalarType;
import org.tomte.engine.definition.yaml.ScalarTypes;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.schedule.Cron;
import org.tomte.engine.schedule.Jitter;
import org.tomte.engine.timeframe.DateRule;
import org.tomte.engine.timeframe.Days;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.HolidayRegion;
import org.tomte.engine.timeframe.TimeOfDay;

/** What a value of a type looks like, in a few words for a cell of a table. */
final class TypeWords {
  private static final Map<Class<?>, String> OWN =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(Object.class, "any value"),
          Map.entry(ExpressionText.class, "CEL expression"),
          Map.entry(TemplateText.class, "Liquid template"),
          Map.entry(EventPath.class, "path of a field"),
          Map.entry(AcknowledgeVerb.class, "verb, or `{verb: argument}`"),
          Map.entry(OutputsDefinition.class, "object of names and types"),
          Map.entry(Start.class, "`now`, `beginning`, a span back such as `-24h`, or a place"),
          Map.entry(During.class, "names of time frames, or `otherwise`"),
          Map.entry(Cron.class, "cron text of five fields"),
          Map.entry(Days.class, "days such as `mon-fri` or `[mon, wed]`"),
          Map.entry(TimeOfDay.class, "time of day such as `\"08:00\"`"),
          Map.entry(DateRule.class, "date such as `2026-12-24` or, each year, `12-24`"),
          Map.entry(HolidayRegion.class, "country or region such as `DE-BY`"),
          Map.entry(Jitter.class, "a span of time, or `none`"));

  private final Function<Class<?>, String> section;

  /** Words in which types that have a section of their own are linked by this function. */
  TypeWords(Function<Class<?>, String> section) {
    this.section = section;
  }

  String of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> generic(generic);
      case Class<?> plain -> plain(plain);
      default -> "value";
    };
  }

  private String generic(ParameterizedType generic) {
    Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
    if (generic.getRawType() == List.class || generic.getRawType() == Set.class) {
      return "list of " + of(last);
    }
    return "object of names and " + of(last);
  }

  private String plain(Class<?> type) {
    String own = OWN.get(type);
    if (own != null) {
      return own;
    }
    if (type.isEnum()) {
      return ScalarTypes.wordsOf(type).stream()
          .map(Markdown::code)
          .reduce((left, right) -> left + ", " + right)
          .orElse("");
    }
    if (DefinitionReference.hasSection(type)) {
      return section.apply(type);
    }
    return ScalarTypes.of(type).map(ScalarType::words).map(Markdown::cell).orElse("text");
  }
}
