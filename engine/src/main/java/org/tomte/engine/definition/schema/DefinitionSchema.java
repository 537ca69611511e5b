package org.tomte.engine.definition.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Connector;
import org.tomte.engine.definition.ActionDefinition;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.SourceDefinition;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.yaml.RecordSchema;
import org.tomte.engine.definition.yaml.RecordShape;

/** JSON Schema (draft 2020-12) of documents, with the settings of the connectors at hand. */
public final class DefinitionSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final Installed installed;
  private final RecordSchema records = new RecordSchema(this::special);

  private DefinitionSchema(Installed installed) {
    this.installed = installed;
  }

  /** The schema of a document of one kind. */
  public static Map<String, Object> of(DefinitionKind kind, Installed installed) {
    DefinitionSchema schema = new DefinitionSchema(installed);
    return schema.finished("Tomte " + kind.word(), schema.document(kind));
  }

  /** The schema of a document of any kind. */
  public static Map<String, Object> of(Installed installed) {
    DefinitionSchema schema = new DefinitionSchema(installed);
    List<Map<String, Object>> kinds = new ArrayList<>();
    for (DefinitionKind kind : DefinitionKind.values()) {
      kinds.add(schema.document(kind));
    }
    return schema.finished("Tomte definition", Map.of("anyOf", kinds));
  }

  private Map<String, Object> document(DefinitionKind kind) {
    SequencedMap<String, Map<String, Object>> version = new LinkedHashMap<>();
    version.put(
        "tomte",
        Map.of(
            "description",
            "The version of the format, in the first document of a file.",
            "type",
            "integer",
            "minimum",
            1,
            "maximum",
            DefinitionReader.FORMAT));
    return records.record(kind.record(), version);
  }

  private Map<String, Object> finished(String title, Map<String, Object> body) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DIALECT);
    schema.put("title", title);
    schema.putAll(body);
    SequencedMap<String, Object> definitions = new LinkedHashMap<>(records.definitions());
    definitions.put("field-type", fieldType());
    schema.put("$defs", definitions);
    return schema;
  }

  /** The types of {@code outputs}: a word, a list of one type, or an object of types. */
  private static Map<String, Object> fieldType() {
    Map<String, Object> self = Map.of("$ref", "#/$defs/field-type");
    return Map.of(
        "anyOf",
        List.of(
            Map.of("enum", List.of("text", "whole", "decimal", "bool", "time", "any")),
            Map.of("type", "array", "items", self, "minItems", 1, "maxItems", 1),
            Map.of("type", "object", "additionalProperties", self)));
  }

  private @Nullable Map<String, Object> special(Class<?> type) {
    if (type == SourceDefinition.class) {
      return sources();
    }
    return type == ActionDefinition.Delivery.class ? deliveries() : null;
  }

  /** A source has the settings of its connector beside its own keys. */
  private Map<String, Object> sources() {
    List<Object> forms = new ArrayList<>();
    Map<String, Connector<?>> connectors = new TreeMap<>(installed.connectors());
    connectors.keySet().retainAll(installed.sources());
    forms.add(Map.of("enum", List.copyOf(connectors.keySet())));
    connectors.forEach((name, connector) -> forms.add(source(name, connector)));
    return Map.of("anyOf", forms);
  }

  /** A delivery has the settings that it registered beside the keys of every action. */
  private Map<String, Object> deliveries() {
    List<Object> forms = new ArrayList<>();
    new TreeMap<>(installed.deliveries())
        .forEach((word, connector) -> forms.add(delivery(word, connector.content())));
    return forms.isEmpty() ? Map.of("not", Map.of()) : Map.of("anyOf", forms);
  }

  private Map<String, Object> delivery(String word, Class<? extends Record> settings) {
    SequencedMap<String, Map<String, Object>> own = new LinkedHashMap<>();
    for (RecordShape.Component component :
        RecordShape.of(ActionDefinition.Delivery.class).components()) {
      if (!component.isRest()) {
        own.put(component.key(), records.of(component.type()));
      }
    }
    own.put("do", Map.of("const", word));
    return records.object(settings, own);
  }

  private Map<String, Object> source(String name, Connector<?> connector) {
    SequencedMap<String, Map<String, Object>> own = new LinkedHashMap<>();
    own.put("type", Map.of("const", name, "description", connector.summary()));
    own.put(
        "connection",
        Map.of("type", "string", "description", "A connection whose settings it shares."));
    SequencedMap<String, Object> form =
        new LinkedHashMap<>(records.object(connector.settings(), own));
    List<String> required = new ArrayList<>(List.of("type"));
    form.put("required", required);
    // With a connection the other keys may stand there.
    List<String> settings =
        RecordShape.of(connector.settings()).components().stream()
            .filter(RecordShape.Component::required)
            .map(RecordShape.Component::key)
            .toList();
    if (!settings.isEmpty()) {
      form.put(
          "anyOf",
          List.of(Map.of("required", settings), Map.of("required", List.of("connection"))));
    }
    return form;
  }
}
