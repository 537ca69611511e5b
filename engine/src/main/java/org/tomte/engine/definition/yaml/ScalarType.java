package org.tomte.engine.definition.yaml;

import java.util.Map;
import java.util.function.Function;

/**
 * A type that is written as one scalar.
 *
 * @param words what is expected, with an example: {@code a duration such as 5m}
 * @param schema what is valid, as JSON Schema 2020-12
 * @param parse makes the value; throws IllegalArgumentException or DateTimeException when it cannot
 */
public record ScalarType(
    String words, Map<String, Object> schema, Function<String, Object> parse) {}
