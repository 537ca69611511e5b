package org.tomte.store.backup;

import org.jspecify.annotations.Nullable;

/** Why a backup cannot be made, read or restored, told so that an operator can act. */
public final class BackupFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault.
   *
   * @param words what is wrong, where, and what to do; sentences fit to be printed alone
   */
  public BackupFault(String words, @Nullable Throwable cause) {
    super(words, cause);
  }

  /** A fault that no exception caused. */
  public BackupFault(String words) {
    this(words, null);
  }

  /** The message; never null. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
