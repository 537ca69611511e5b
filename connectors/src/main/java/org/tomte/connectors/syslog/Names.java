package org.tomte.connectors.syslog;

import java.util.List;

/**
 * The words for facilities and severities (RFC 5424 section 6.2.1, the keywords of syslog.conf).
 */
final class Names {
  private static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "ntp",
          "audit",
          "alert",
          "clock",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");
  private static final List<String> SEVERITIES =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  private Names() {}

  /** The facility of a priority from 0 to 191. */
  static String facility(int priority) {
    return FACILITIES.get(priority >> 3);
  }

  /** The severity of a priority from 0 to 191. */
  static String severity(int priority) {
    return SEVERITIES.get(priority & 7);
  }
}
