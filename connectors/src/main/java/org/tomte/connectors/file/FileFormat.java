package org.tomte.connectors.file;

import java.util.Locale;

/** What is in a file. */
public enum FileFormat {
  /** Told from the name of each file; what is not known is text. */
  AUTO,
  /** One mail a file (RFC 5322), or as Outlook saves it (.msg). */
  EML,
  /** Mails one after the other (RFC 4155). */
  MBOX,
  /** One JSON document a file (RFC 8259). */
  JSON,
  /** One JSON value a line. */
  JSONL,
  /** Columns separated by commas (RFC 4180). */
  CSV,
  /** Columns separated by tabs. */
  TSV,
  /** One XML document a file. */
  XML,
  /** Lines of text. */
  TEXT;

  /** Whether a file of this format is read record by record while it grows. */
  boolean grows() {
    return switch (this) {
      case JSONL, CSV, TSV, TEXT, MBOX -> true;
      case AUTO, EML, JSON, XML -> false;
    };
  }

  /**
   * The format of one file.
   *
   * @param name a file name without compression and rotation suffixes
   */
  FileFormat of(String name) {
    if (this != AUTO) {
      return this;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
      case "eml", "msg" -> EML;
      case "mbox", "mbx" -> MBOX;
      case "json" -> JSON;
      case "jsonl", "ndjson" -> JSONL;
      case "csv" -> CSV;
      case "tsv", "tab" -> TSV;
      case "xml", "nessus" -> XML;
      default -> TEXT;
    };
  }
}
