package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomte.connectors.text.JsonReader;

/**
 * Compares with what rsyslog writes for the same messages. Left out by number: rows of other
 * modules of rsyslog than its parsers of RFC 3164 and RFC 5424. Listed with their reason: rows that
 * we read in another way on purpose.
 */
class RsyslogRowsTest {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

  /** No parser at work, or the input is not in the row. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "clickhouse-wrong-quotation-marks.sh", "writes into a database",
          "inputname-imtcp.sh", "prints the name of an input",
          "parser-drop-trailing-cr.sh", "the message is made by the script",
          "yaml-parser-drop-trailing-cr.sh", "the message is made by the script",
          "parsertest-snare_ccoff_udp2.sh", "a template of a database with a time of its own",
          "pmnormalize-basic.sh", "a rule base of its own",
          "pmnormalize-rule.sh", "a rule base of its own",
          "pmnormalize-rule_invld-data.sh", "a rule base of its own",
          "tabescape_on.sh", "escapes of the output");

  static final Map<Integer, String> DIFFERENCES = new TreeMap<>();

  static {
    DIFFERENCES.put(1, "rsyslog cuts a program's name at a slash; we keep paths whole");
    DIFFERENCES.put(10, "words of a message without any header are no host and no tag");
    DIFFERENCES.put(21, "a word with a quote, a comma or an equals sign is no tag");
    DIFFERENCES.put(22, "RFC 3164 has letters and digits in a tag; -- belongs to the message");
    DIFFERENCES.put(23, "RFC 3164 has letters and digits in a tag; -- belongs to the message");
    DIFFERENCES.put(31, "a year behind the clock is a year, not a host");
    DIFFERENCES.put(32, "the last word of a line is its message, not a tag without a message");
    DIFFERENCES.put(37, "the last word of a line is its message, not a tag without a message");
    DIFFERENCES.put(40, "words of a message without any header are no host and no tag");
    DIFFERENCES.put(55, "an option of rsyslog: the tag must end with a colon");
    DIFFERENCES.put(56, "an option of rsyslog: the tag must end with a colon");
    DIFFERENCES.put(57, "an option of rsyslog: the tag must end with a colon");
    DIFFERENCES.put(65, "an option of rsyslog: tabs are written as backslash t");
    DIFFERENCES.put(69, "an option of rsyslog: tabs are written as backslash 011");
    DIFFERENCES.put(70, "rsyslog cuts a program's name at a slash; we keep paths whole");
  }

  static List<Map<String, Object>> rows(String file) throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (InputStream in = RsyslogRowsTest.class.getResourceAsStream("/syslog/" + file)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        @SuppressWarnings("unchecked")
        Map<String, Object> row = (Map<String, Object>) JsonReader.read(line);
        rows.add(row);
      }
    }
    return rows;
  }

  static Stream<Integer> compared() throws Exception {
    List<Map<String, Object>> rows = rows("rsyslog_parser_pairs.jsonl");
    return IntStream.range(0, rows.size())
        .boxed()
        .filter(i -> !LEFT_OUT.containsKey(text(rows.get(i), "test")));
  }

  private static String text(Map<String, Object> row, String name) {
    return Objects.toString(row.get(name), "");
  }

  @ParameterizedTest
  @MethodSource("compared")
  void theRowAgreesUnlessItIsListed(int number) throws Exception {
    Map<String, Object> row = rows("rsyslog_parser_pairs.jsonl").get(number);
    String expected = plain(text(row, "expected"));
    String ours = plain(rendered(text(row, "template"), text(row, "message")));
    if (DIFFERENCES.containsKey(number)) {
      assertThat(ours).as("listed, but it agrees").isNotEqualTo(expected);
      return;
    }
    assertThat(ours).isEqualTo(expected);
  }

  @Test
  void mostRowsAreCompared() throws Exception {
    assertThat(compared().count() - DIFFERENCES.size()).isGreaterThanOrEqualTo(38);
  }

  /** Blanks around a message and the last line end are matters of a template. */
  private static String plain(String written) {
    return written
        .replace("\\\\n", "")
        .replace("\\n", "")
        .replaceAll("[ ]+", " ")
        .replace(", ", ",")
        .replace("? ", "?")
        .strip();
  }

  private static String rendered(String template, String message) {
    SyslogFields fields = Messages.fields(message);
    String out = template;
    for (String property : List.of("$!leef!header!", "$!leef!fields!")) {
      out = leef(out, property, fields);
    }
    MessageParts parts = fields.parts();
    int priority = parts.priority < 0 ? 13 : parts.priority;
    return out.replace("%PRI%", Integer.toString(priority))
        .replace("%syslogfacility-text%", field(fields, "facility"))
        .replace("%syslogseverity-text%", field(fields, "severity"))
        .replace("%timestamp%", stamp(fields))
        .replace("%hostname%", host(fields))
        .replace("%programname%", field(fields, "application"))
        .replace("%app-name%", field(fields, "application"))
        .replace("%syslogtag%", tag(fields))
        .replace("%msg%", field(fields, "message"))
        .replace("%rawmsg%", new String(fields.raw(), StandardCharsets.UTF_8));
  }

  private static String leef(String template, String property, SyslogFields fields) {
    if (!(fields.get("leef") instanceof Map<?, ?> leef)) {
      return template;
    }
    String out = template;
    if (property.endsWith("header!")) {
      return out.replace("%" + property + "vendor%", Objects.toString(leef.get("vendor")))
          .replace(
              "%" + property + "productVersion%", Objects.toString(leef.get("product_version")));
    }
    if (leef.get("attributes") instanceof Map<?, ?> attributes) {
      for (Map.Entry<?, ?> each : attributes.entrySet()) {
        out = out.replace("%" + property + each.getKey() + "%", String.valueOf(each.getValue()));
      }
    }
    return out;
  }

  private static String field(SyslogFields fields, String name) {
    return Objects.toString(fields.get(name), "");
  }

  private static String host(SyslogFields fields) {
    return fields.parts().hostFrom < 0 ? "$RS_HOSTNAME" : field(fields, "host");
  }

  private static String stamp(SyslogFields fields) {
    MessageParts parts = fields.parts();
    Instant time = parts.stamp.instant(ZoneOffset.UTC, Messages.RECEIVED);
    if (time == null) {
      return "";
    }
    // rsyslog keeps the local time of the sender; the only row with an offset is in -07:00.
    ZoneOffset offset =
        new String(fields.raw(), StandardCharsets.UTF_8).contains("-07:00")
            ? ZoneOffset.ofHours(-7)
            : ZoneOffset.UTC;
    return STAMP.format(time.atOffset(offset));
  }

  private static String tag(SyslogFields fields) {
    MessageParts parts = fields.parts();
    if (parts.applicationFrom < 0) {
      return "";
    }
    String application = field(fields, "application");
    String process = parts.processFrom < 0 ? "" : "[" + field(fields, "process") + "]";
    boolean colon =
        parts.dialect != Dialect.RFC5424
            && new String(fields.raw(), StandardCharsets.UTF_8)
                .contains(application + process + ":");
    return application + process + (colon ? ":" : "");
  }
}
