package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.casework.change.ObjectKind;
import org.tomte.engine.definition.MappingRow;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.template.Target;
import org.tomte.engine.template.Template;

/** Compiles the mappings of a daemon. */
final class MappingCompiler {

  private static final DocumentPath MAPPINGS = DocumentPath.ROOT.key("mappings");

  private final TextCompiler texts;
  private final TransformCheck transforms;
  private final TargetCheck targets;
  private final DocumentFaults faults;
  private final Map<String, CompiledMapping> compiled = new LinkedHashMap<>();
  private final SequencedMap<String, SequencedMap<String, MappingRow>> names;
  private final Set<String> used = new LinkedHashSet<>();

  MappingCompiler(
      SequencedMap<String, SequencedMap<String, MappingRow>> mappings,
      TextCompiler texts,
      Known known,
      TargetCheck targets,
      DocumentFaults faults) {
    this.texts = texts;
    this.targets = targets;
    this.transforms = new TransformCheck(known, faults);
    this.faults = faults;
    this.names = mappings;
    mappings.forEach((name, rows) -> compiled.put(name, mapping(name, rows)));
  }

  /** The mapping of this name, by which an action sets fields of a kind; empty after a fault. */
  Optional<CompiledMapping> use(String name, ObjectKind kind, DocumentPath path) {
    used.add(name);
    if (faults.known(path, "the mapping", name, names.keySet())) {
      targets.check(names.getOrDefault(name, new LinkedHashMap<>()), kind, MAPPINGS.key(name));
    }
    return Optional.ofNullable(compiled.get(name));
  }

  /** Where the row of a field of a mapping stands. */
  static DocumentPath row(String mapping, String field) {
    return MAPPINGS.key(mapping).key(field);
  }

  /** Warns of mappings that no action uses. */
  void unused() {
    for (String name : names.keySet()) {
      if (!used.contains(name)) {
        faults.warning(MAPPINGS.key(name), "the mapping " + name + " is not used", null);
      }
    }
  }

  private CompiledMapping mapping(String name, SequencedMap<String, MappingRow> rows) {
    List<CompiledMapping.Row> done = new ArrayList<>();
    rows.forEach((field, row) -> {
      DocumentPath path = row(name, field);
      transforms.check(row.then(), path.key("then"));
      CompiledMapping.Origin origin = origin(row, path);
      if (origin != null) {
        done.add(new CompiledMapping.Row(field, origin, row.then(), row.fallback(), row.list()));
      }
    });
    return new CompiledMapping(name, done);
  }

  private CompiledMapping.@Nullable Origin origin(MappingRow row, DocumentPath path) {
    if (row.from() != null) {
      texts.path(row.from(), path.key("from"));
      return new CompiledMapping.Origin.Path(row.from());
    }
    if (row.cel() != null) {
      var expression = texts.expression(row.cel(), FieldType.ANY, path.key("cel"));
      return expression == null ? null : new CompiledMapping.Origin.Expression(expression);
    }
    if (row.template() != null) {
      Template template = texts.template(row.template(), Target.TEXT, path.key("template"));
      return template == null ? null : new CompiledMapping.Origin.Liquid(template);
    }
    return row.value() == null ? null : new CompiledMapping.Origin.Literal(row.value());
  }
}
