package org.tomte.engine.definition;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.Key;
import org.tomte.engine.definition.yaml.OneOrMany;

/** How one field gets its value: exactly one of from, value, cel and template. */
public record MappingRow(
    @Setting(value = "The field of the event.", example = "original.subject")
        @Nullable EventPath from,
    @Setting("A literal.") @Nullable Object value,
    @Setting("A CEL expression.") @Nullable ExpressionText cel,
    @Setting("A Liquid template.") @Nullable TemplateText template,
    @Setting(value = "What is done with the value, in order.", fallback = "[]", example = "[trim]")
        @OneOrMany
        List<Transform> then,
    @Setting("The value where there is none.") @Key("default") @Nullable Object fallback,
    @Setting("What becomes of a list: the first element, all joined, or one object for each.")
        @Nullable ListHandling list) {

  /** What becomes of a list. */
  public enum ListHandling {
    /** The first element counts. */
    FIRST,
    /** The elements become one text with commas between. */
    JOIN,
    /** Each element makes an object of its own. */
    EACH
  }

  /** Checks that there is one origin. */
  public MappingRow {
    long origins = Stream.of(from, value, cel, template).filter(one -> one != null).count();
    if (origins != 1) {
      throw new IllegalArgumentException(
          "a mapping row has exactly one of from, value, cel and template; this one has "
              + origins);
    }
  }
}
