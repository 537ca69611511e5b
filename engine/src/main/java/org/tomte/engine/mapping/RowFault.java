package org.tomte.engine.mapping;

/** A value cannot go on through its row; the message is a part of a sentence. */
final class RowFault extends Exception {
  private static final long serialVersionUID = 1L;

  RowFault(String reason) {
    super(reason, null, false, false);
  }
}
