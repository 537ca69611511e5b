package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.connectors.text.Parsers;

class HeaderTest {

  @Test
  void aMessageOfRfc5424HasAllItsParts() {
    SyslogFields fields =
        Messages.fields(
            "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog 8710 ID47"
                + " [exampleSDID@32473 iut=\"3\" eventSource=\"App \\\"x\\\" \\\\ \\]\" iut=\"4\"]"
                + "[other@1] An application event");
    assertThat(fields)
        .containsEntry("format", "rfc5424")
        .containsEntry("facility", "local4")
        .containsEntry("facility_code", 20L)
        .containsEntry("severity", "notice")
        .containsEntry("severity_code", 5L)
        .containsEntry("time", "2003-10-11T22:14:15.003Z")
        .containsEntry("host", "mymachine.example.com")
        .containsEntry("application", "evntslog")
        .containsEntry("process", "8710")
        .containsEntry("message_id", "ID47")
        .containsEntry("message", "An application event")
        .containsEntry("partial", false)
        .containsEntry(
            "structured",
            Map.of(
                "exampleSDID@32473",
                Map.of("iut", List.of("3", "4"), "eventSource", "App \"x\" \\ ]"),
                "other@1",
                Map.of()));
  }

  @Test
  void nilValuesAreAbsentAndThePeerStandsInForTheHost() {
    SyslogFields fields = Messages.fields("<34>1 - - - - - - hello");
    assertThat(fields)
        .doesNotContainKeys("time", "application", "process", "message_id", "structured");
    assertThat(fields)
        .containsEntry("host", "192.0.2.99")
        .containsEntry("message", "hello")
        .containsEntry("peer", Map.of("address", "192.0.2.99", "port", 514L));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheMessage() {
    assertThat(Messages.fields("<34>1 2003-10-11T22:14:15Z h su - ID47 - \uFEFFsu root"))
        .containsEntry("message", "su root");
  }

  @Test
  void structuredDataThatIsNotClosedStaysInTheMessage() {
    assertThat(Messages.fields("<34>1 2003-10-11T22:14:15Z h app - - [a b=\"c"))
        .containsEntry("message", "[a b=\"c")
        .containsEntry("partial", true);
  }

  @Test
  void aHeaderThatIsCutKeepsWhatCame() {
    assertThat(Messages.fields("<34>1 2003-10-11T22:14:15Z host app"))
        .containsEntry("host", "host")
        .containsEntry("application", "app")
        .containsEntry("message", "")
        .containsEntry("partial", true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          <34>Oct 11 22:14:15 mymachine su: 'su root' failed~mymachine~su~~'su root' failed
          <34>Oct  1 22:14:15 host sshd[12]: text~host~sshd~12~text
          <34>Oct 1 2026 22:14:15: host tag: text~host~tag~~text
          <34>Oct 1 22:14:15.123 host tag: text~host~tag~~text
          <34>Oct 11 22:14:15 sshd[12]: no host here~192.0.2.99~sshd~12~no host here
          <189>123: *Oct  1 22:14:15.123: %SYS-5-CONFIG_I: text~192.0.2.99~%SYS-5-CONFIG_I~~text
          <189>123: Oct  1 22:14:15.123 UTC: %SYS-5-CONFIG_I: text~192.0.2.99~%SYS-5-CONFIG_I~~text
          <189>Oct 1 22:14:15 192.168.12.1: %ACE-3-251010: text~192.168.12.1~%ACE-3-251010~~text
          <166>2026-10-01T22:14:15Z asa : %ASA-3-005424: denied~asa~%ASA-3-005424~~denied
          <166>2026-10-01T22:14:15.1+02:00 esx Vpxa: verbose text~esx~Vpxa~~verbose text
          <166>Oct 1 22:14:15 esx ucs-tool : WARNING~esx~ucs-tool~~WARNING
          <13>Oct 1 22:14:15 Message forwarded from aix1: sshd[9]: hello~aix1~sshd~9~hello
          <13>Oct 1 22:14:15 h http://example.com/ is down~h~~~http://example.com/ is down
          <13>Oct 1 22:14:15 h date=2026-10-01 devname=x~h~~~date=2026-10-01 devname=x
          <13>Oct 1 22:14:15 h 1,2026/10/01,THREAT~h~~~1,2026/10/01,THREAT
          <13>Oct 1 22:14:15 h -- MARK --~h~~~-- MARK --
          <27>xapi: master died~192.0.2.99~xapi~~master died
          <13>This is a message!~192.0.2.99~~~This is a message!
          <134>1 1563249630.774247467 MX84 events text~MX84~events~~text
          <13>Oct 1 22:14:15 [10.0.0.143] ZscalerNSS: text~10.0.0.143~ZscalerNSS~~text
          <13>Oct 1 22:14:15 fe80::1 su: text~fe80::1~su~~text
          """)
  void headersAsTheyAreFoundAreRead(
      String line, String host, String application, String process, String message) {
    SyslogFields fields = Messages.fields(line);
    assertThat(fields.get("host")).as("host").isEqualTo(host);
    assertThat(fields.get("application")).as("application").isEqualTo(application);
    assertThat(fields.get("process")).as("process").isEqualTo(process);
    assertThat(fields.get("message")).as("message").isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "Dec 31 23:59:59,2026-01-01T00:00:05Z,2025-12-31T23:59:59Z",
    "Jan  1 00:00:01,2025-12-31T23:59:58Z,2026-01-01T00:00:01Z",
    "Jan  1 00:00:01,2026-01-01T00:00:02Z,2026-01-01T00:00:01Z",
    "Sep  1 00:00:00,2026-06-01T00:00:00Z,2025-09-01T00:00:00Z",
    "Nov 26 09:00:00,2026-11-25T10:00:00Z,2026-11-26T09:00:00Z",
    "Feb 29 00:00:00,2026-06-01T00:00:00Z,2024-02-29T00:00:00Z",
    "Feb 29 00:00:00,2028-02-28T12:00:00Z,2028-02-29T00:00:00Z"
  })
  void theYearIsTheClosestThatIsNotInTheFuture(String stamp, Instant received, Instant expected) {
    Reception reception = Messages.reception(received, ZoneId.of("UTC"));
    SyslogFields fields = Messages.fields("<13>" + stamp + " h a: m", reception);
    assertThat(fields.time()).isEqualTo(expected);
    assertThat(fields).containsEntry("received", received.toString());
  }

  @Test
  void aTimeWithoutAZoneIsReadInTheZoneOfTheSender() {
    Reception reception = Messages.reception(Messages.RECEIVED, ZoneId.of("Europe/Berlin"));
    assertThat(Messages.fields("<13>Nov 25 10:59:00 h a: m", reception))
        .containsEntry("time", "2026-11-25T09:59:00Z");
    assertThat(Messages.fields("<13>2026-11-25T10:59:00+00:00 h a: m", reception))
        .containsEntry("time", "2026-11-25T10:59:00Z");
  }

  @ParameterizedTest
  @CsvSource({"<192>x", "<abc>x", "<>x", "<1234>x", "<13", "<"})
  void aPriorityThatIsNoneBelongsToTheMessage(String line) {
    assertThat(Messages.fields(line))
        .containsEntry("message", line)
        .containsEntry("severity", "notice")
        .containsEntry("facility", "user")
        .containsEntry("partial", true);
  }

  @Test
  void aTimeThatIsNoDateIsNoTime() {
    assertThat(Messages.fields("<13>2026-13-45T99:00:00Z h a: m"))
        .doesNotContainKey("time")
        .containsEntry("host", "h");
  }

  @Test
  void bytesThatAreNotUtf8AreReadAsWindows1252() {
    byte[] line = "<13>Oct 1 22:14:15 h app: M\u00fcller".getBytes(StandardCharsets.ISO_8859_1);
    SyslogFields fields = SyslogFields.of(line, Messages.RECEPTION, Parsers.of(List.of()));
    assertThat(fields).containsEntry("message", "M\u00fcller");
  }

  @Test
  void everyFieldThatIsThereIsDeclared() {
    assertThat(Messages.fields("<13>Oct 1 22:14:15 h CEF:0|v|p|1|c|n|5|a=b").keySet())
        .isSubsetOf(SyslogEvent.declared(Parsers.of(List.of())).fields().keySet());
  }
}
