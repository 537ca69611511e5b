package org.tomte.engine.definition.yaml;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a type whose form in YAML does not follow from its components.
 *
 * @param <T> the type
 */
public interface NodeReader<T> {

  /**
   * Reads a value.
   *
   * @return null after a fault was added
   */
  @Nullable T read(YamlNode node, DocumentPath path, Binder binder);

  /**
   * What is valid, as JSON Schema 2020-12.
   *
   * @param of gives the schema of another type
   */
  Map<String, Object> schema(Function<Type, Map<String, Object>> of);
}
