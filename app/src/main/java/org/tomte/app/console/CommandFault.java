package org.tomte.app.console;

/** Ends a command with one sentence for the person and an exit code. */
public final class CommandFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * A fault.
   *
   * @param exitCode one of {@code org.tomte.app.ExitCode}
   * @param message what is wrong, with which value, and what would be valid
   */
  public CommandFault(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** What the shell is told. */
  public int exitCode() {
    return exitCode;
  }

  /** The message; never null. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
