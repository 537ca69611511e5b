package org.tomte.connectors.file;

/** A record that is not what its format says; the message tells what is wrong and what is valid. */
final class BadRecord extends Exception {
  private static final long serialVersionUID = 1L;

  BadRecord(String message) {
    super(message);
  }

  BadRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
