package org.tomte.connectors.syslog;

/** Which header a message has. */
enum Dialect {
  /** RFC 5424. */
  RFC5424,
  /** RFC 3164, as far as it is one: a time, perhaps a host, perhaps a tag. */
  RFC3164,
  /** No header that could be read, or none but the priority. */
  BARE;

  /** The word in the field {@code format}. */
  String word() {
    return switch (this) {
      case RFC5424 -> "rfc5424";
      case RFC3164 -> "rfc3164";
      case BARE -> "bare";
    };
  }
}
