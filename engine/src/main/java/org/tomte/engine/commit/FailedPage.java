package org.tomte.engine.commit;

/** Ends an attempt: most events of a batch failed in one stage, so the fault is not theirs. */
final class FailedPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Pages of fewer events may fail as a whole. */
  static final int SMALLEST = 20;

  private final int batch;

  FailedPage(int batch, String words) {
    super(words, null, false, false);
    this.batch = batch;
  }

  /** The batch's place among the batches of the call. */
  int batch() {
    return batch;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
