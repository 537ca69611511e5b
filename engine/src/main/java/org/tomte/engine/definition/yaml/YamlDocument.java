package org.tomte.engine.definition.yaml;

import org.jspecify.annotations.Nullable;

/**
 * One document of a file.
 *
 * @param root its value; null when it could not be read, then a fault says why
 * @param text as written, from its {@code ---} line to before the next one; the texts of a file's
 *     documents, one after the other, are the file
 * @param place where it begins
 */
public record YamlDocument(@Nullable YamlNode root, String text, Place place) {}
