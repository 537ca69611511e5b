package org.tomte.engine.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.definition.compile.CompiledMapping;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Evaluated;
import org.tomte.engine.expression.Failed;
import org.tomte.engine.expression.Unknown;
import org.tomte.engine.expression.function.Tables;
import org.tomte.engine.template.Rendering;

/**
 * Applies mappings. A row whose origin is absent takes its default; without one the field is left
 * out. What the data layer does not take is a failure with the field, the value and what would be
 * valid.
 */
public final class Mapper {
  /** More objects than this from one event are a mistake. */
  private static final int MOST_OBJECTS = 1_000;

  private final FieldCatalogue catalogue;
  private final Transforming transforming;

  /** A mapper. */
  public Mapper(FieldCatalogue catalogue, Tables tables) {
    this.catalogue = catalogue;
    this.transforming = new Transforming(tables);
  }

  /**
   * Maps an event.
   *
   * @param kind what the fields are for
   * @param event the fields of the event
   * @param variables what templates read: event, inputs
   * @param bindings the same for expressions
   */
  public Mapped map(
      CompiledMapping mapping,
      ObjectKind kind,
      Map<String, @Nullable Object> event,
      Map<String, ? extends @Nullable Object> variables,
      Bindings bindings) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    objects.add(new LinkedHashMap<>());
    for (CompiledMapping.Row row : mapping.rows()) {
      try {
        Object value = value(row, event, variables, bindings);
        objects = put(objects, row, value);
      } catch (RowFault fault) {
        return new Mapped.Failed(
            "mapping %s, field %s: %s".formatted(mapping.name(), row.field(), fault.getMessage()));
      }
    }
    return checked(mapping, kind, objects);
  }

  private Mapped checked(
      CompiledMapping mapping, ObjectKind kind, List<Map<String, @Nullable Object>> objects) {
    for (Map<String, @Nullable Object> object : objects) {
      Checked checked = catalogue.check(kind, object);
      if (!checked.valid()) {
        return new Mapped.Failed("mapping %s: %s".formatted(mapping.name(), checked.reason()));
      }
    }
    return new Mapped.Objects(objects);
  }

  private @Nullable Object value(
      CompiledMapping.Row row,
      Map<String, @Nullable Object> event,
      Map<String, ? extends @Nullable Object> variables,
      Bindings bindings)
      throws RowFault {
    Object origin =
        switch (row.origin()) {
          case CompiledMapping.Origin.Path path -> Paths.find(event, path.path());
          case CompiledMapping.Origin.Literal literal -> literal.value();
          case CompiledMapping.Origin.Expression cel -> evaluated(cel.expression().value(bindings));
          case CompiledMapping.Origin.Liquid liquid ->
              rendered(liquid.template().render(variables));
        };
    Object value = transforming.apply(row.then(), origin);
    return value == null || value.equals("") ? row.fallback() : value;
  }

  private static @Nullable Object evaluated(Evaluated evaluated) throws RowFault {
    return switch (evaluated) {
      case Evaluated.Value value -> value.value();
      case Unknown _ -> null;
      case Failed failed -> throw new RowFault(failed.reason());
    };
  }

  private static String rendered(Rendering rendering) throws RowFault {
    return switch (rendering) {
      case Rendering.Rendered text -> text.text();
      case Rendering.Failed failed -> throw new RowFault(failed.reason());
    };
  }

  /** Sets the field in every object; a list under {@code each} makes an object of each element. */
  private static List<Map<String, @Nullable Object>> put(
      List<Map<String, @Nullable Object>> objects, CompiledMapping.Row row, @Nullable Object value)
      throws RowFault {
    if (value == null) {
      return objects;
    }
    Object one = value;
    if (value instanceof List<?> list && row.list() != null) {
      switch (row.list()) {
        case FIRST -> one = Transforming.first(list);
        case JOIN -> one = Transforming.join(list, ", ");
        case EACH -> {
          return each(objects, row, list);
        }
      }
    }
    for (Map<String, @Nullable Object> object : objects) {
      object.put(row.field(), one);
    }
    return objects;
  }

  private static List<Map<String, @Nullable Object>> each(
      List<Map<String, @Nullable Object>> objects, CompiledMapping.Row row, List<?> list)
      throws RowFault {
    long wanted = (long) objects.size() * Math.max(1, list.size());
    if (wanted > MOST_OBJECTS) {
      throw new RowFault(
          "one event would make %,d objects; at most %,d".formatted(wanted, MOST_OBJECTS));
    }
    if (list.isEmpty()) {
      return objects;
    }
    List<Map<String, @Nullable Object>> more = new ArrayList<>();
    for (Map<String, @Nullable Object> object : objects) {
      for (Object element : list) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(object);
        copy.put(row.field(), element);
        more.add(copy);
      }
    }
    return more;
  }
}
