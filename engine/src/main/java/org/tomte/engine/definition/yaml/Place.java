package org.tomte.engine.definition.yaml;

/**
 * A place in a file.
 *
 * @param file the name to show, usually a path relative to the folder that is read
 * @param line from 1
 * @param column from 1, counted in Unicode code points
 */
public record Place(String file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
