package org.tomte.app;

/** What the program tells the shell. The meaning is the same for every command. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** It ran, but something failed or differs from what was expected. */
  public static final int DIFFERS = 1;

  /** The call or a file that it names is wrong; nothing was done. */
  public static final int USAGE = 2;

  /** The instance cannot be opened or reached; nothing was done. */
  public static final int NO_INSTANCE = 3;

  /** The person interrupted it. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
