package org.tomte.app.command;

import picocli.CommandLine.Option;

/** Asks for JSON instead of text. */
final class JsonOption {
  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  /** Whether JSON is wanted. */
  boolean wanted() {
    return json;
  }
}
