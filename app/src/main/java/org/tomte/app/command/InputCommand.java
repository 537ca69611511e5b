package org.tomte.app.command;

import org.jspecify.annotations.Nullable;

/**
 * A command that reads something from the person. It is read before the command runs, so that the
 * command can run in the server.
 */
public interface InputCommand {

  /** What to ask for; null when the options of this call need no input. */
  @Nullable Prompt prompt();

  /**
   * A question at the terminal. Without a terminal, standard input is read to its end instead.
   *
   * @param words the question
   * @param secret whether what is typed stays hidden
   */
  record Prompt(String words, boolean secret) {}
}
