package org.tomte.engine.schedule;

/** A cron text that cannot be read; the message names the column and what would be valid. */
public final class CronFault extends IllegalArgumentException {

  private final int column;

  CronFault(String text, int column, String what) {
    super("cron \"%s\", column %d: %s".formatted(text, column, what));
    this.column = column;
  }

  /** The column in the cron text, from 1. */
  public int column() {
    return column;
  }
}
