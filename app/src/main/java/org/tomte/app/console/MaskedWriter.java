package org.tomte.app.console;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.UnaryOperator;

/** Hides secrets in what is written; looks at whole pieces, from one flush to the next. */
final class MaskedWriter extends Writer {
  private final PrintWriter target;
  private final UnaryOperator<String> mask;
  private final StringBuilder pending = new StringBuilder();

  MaskedWriter(PrintWriter target, UnaryOperator<String> mask) {
    this.target = target;
    this.mask = mask;
  }

  @Override
  public void write(char[] characters, int offset, int length) {
    pending.append(characters, offset, length);
  }

  @Override
  public void flush() {
    if (!pending.isEmpty()) {
      target.print(mask.apply(pending.toString()));
      pending.setLength(0);
    }
    target.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
