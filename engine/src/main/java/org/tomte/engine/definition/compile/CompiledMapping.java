package org.tomte.engine.definition.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.EventPath;
import org.tomte.engine.definition.MappingRow.ListHandling;
import org.tomte.engine.definition.Transform;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.template.Template;

/**
 * How event fields become fields of an object.
 *
 * @param name its name in the daemon
 * @param rows in the order of the file
 */
public record CompiledMapping(String name, List<Row> rows) {

  /** Copies the rows. */
  public CompiledMapping {
    rows = List.copyOf(rows);
  }

  /**
   * How one field gets its value.
   *
   * @param field the name in the data layer
   * @param origin where the value comes from
   * @param then what is done with it, in order
   * @param fallback the value where there is none, a plain JSON value; null for none
   * @param list what becomes of a list; null when it stays one
   */
  public record Row(
      String field,
      Origin origin,
      List<Transform> then,
      @Nullable Object fallback,
      @Nullable ListHandling list) {

    /** Copies the transforms. */
    public Row {
      then = List.copyOf(then);
    }
  }

  /** Where a value comes from. */
  public sealed interface Origin {

    /** A field of the event. */
    record Path(EventPath path) implements Origin {}

    /** A literal, a plain JSON value. */
    record Literal(Object value) implements Origin {}

    /** An expression. */
    record Expression(Compiled expression) implements Origin {}

    /** A template. */
    record Liquid(Template template) implements Origin {}
  }
}
