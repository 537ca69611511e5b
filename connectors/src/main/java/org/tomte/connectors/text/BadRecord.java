package org.tomte.connectors.text;

/** A record that is not what its format says; the message tells what is wrong and what is valid. */
public final class BadRecord extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and what would be valid. */
  public BadRecord(String message) {
    super(message);
  }

  /** With the fault underneath. */
  public BadRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
