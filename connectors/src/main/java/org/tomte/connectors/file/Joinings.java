package org.tomte.connectors.file;

import org.jspecify.annotations.Nullable;
import org.safere.Pattern;
import org.tomte.connectors.text.DelimitedText;

/** The three ways in which lines make records. */
final class Joinings {

  private Joinings() {}

  static RecordReader.Joining of(
      FileFormat format, FileSettings settings, TextEncoding encoding, DelimitedText columns) {
    String start = settings.startPattern();
    return switch (format) {
      case CSV, TSV -> columns.quote() == 0 ? new EachLine() : new Quoted(columns, encoding);
      case TEXT -> start == null ? new EachLine() : new Started(Pattern.compile(start), encoding);
      case MBOX -> new Started(Pattern.compile(MailboxRecords.FIRST_LINE), encoding);
      case JSONL, AUTO, EML, JSON, XML -> new EachLine();
    };
  }

  /** Each line is a record. */
  private static final class EachLine implements RecordReader.Joining {
    @Override
    public boolean begin(RawLine first) {
      return false;
    }

    @Override
    public boolean takes(RawLine next) {
      return false;
    }

    @Override
    public boolean goesOn() {
      return false;
    }

    @Override
    public boolean completeAtEnd() {
      return true;
    }
  }

  /** A record goes on while a quoted value is open. */
  private static final class Quoted implements RecordReader.Joining {
    private final DelimitedText columns;
    private final TextEncoding encoding;
    private boolean open;

    Quoted(DelimitedText columns, TextEncoding encoding) {
      this.columns = columns;
      this.encoding = encoding;
    }

    @Override
    public boolean begin(RawLine first) {
      open = false;
      return takes(first) && open;
    }

    @Override
    public boolean takes(RawLine next) {
      if (hasQuote(next.bytes())) {
        open = columns.isOpenAfter(encoding.decode(next.bytes()), open);
      }
      return true;
    }

    private boolean hasQuote(byte[] bytes) {
      for (byte octet : bytes) {
        if (octet == (byte) columns.quote()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean goesOn() {
      return open;
    }

    @Override
    public boolean completeAtEnd() {
      return false;
    }
  }

  /** A record goes on until the next first line. */
  private static final class Started implements RecordReader.Joining {
    private final Pattern start;
    private final TextEncoding encoding;

    Started(Pattern start, TextEncoding encoding) {
      this.start = start;
      this.encoding = encoding;
    }

    @Override
    public boolean begin(@Nullable RawLine first) {
      return true;
    }

    @Override
    public boolean takes(RawLine next) {
      return !start.matcher(encoding.decode(next.content())).find();
    }

    @Override
    public boolean goesOn() {
      return true;
    }

    @Override
    public boolean completeAtEnd() {
      return true;
    }
  }
}
