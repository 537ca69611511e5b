package org.tomte.engine.definition.yaml;

/**
 * A key and its value.
 *
 * @param key a scalar; its text is the key whatever it looks like
 * @param value the value
 */
public record YamlEntry(YamlScalar key, YamlNode value) {}
