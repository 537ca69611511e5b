package org.tomte.engine.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomte.engine.definition.yaml.DefinitionFault;

/** Line breaks of the documents are written as a tilde. */
class DocumentFaultsTest {

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of(
            "deamon: d~owner: soc~source: clock~schedule: {every: 1m}~unmatched: discard",
            "1:1: the first key of a document says what it is, and \"deamon\" is not known; valid:"
                + " assets, connection, custom-field, daemon,"),
        Arguments.of(
            "daemon: d~source: clock~schedule: {every: 1m}~unmatched: discard",
            "1:1: the key owner is missing"),
        Arguments.of(
            "daemon: d~owner: soc~source: clock~schedule: {every: 1m}",
            "1:1: the key unmatched is missing, for example discard"),
        Arguments.of(
            "daemon: D~owner: soc~source: clock~schedule: {every: 1m}~unmatched: discard",
            "1:1: the daemon's name \"D\" is not valid"),
        Arguments.of(
            "tomte: 2~daemon: d~owner: soc~source: clock~schedule: {every: 1m}~unmatched: discard",
            "1:8: this file is written for format 2; this program knows up to 1"),
        Arguments.of(
            "tomte: x~team: t", "1:8: tomte is the version of the format, a number from 1 to 1"),
        Arguments.of("[a]", "1:1: a document is an object that begins with one of daemon"),
        Arguments.of(
            "team: t~---~team: t",
            "3:7: the team t is defined a second time; the first is at x.yaml:1:1"),
        Arguments.of("team: t~addresses: [no]", "1:1: \"no\" is not a mail address"),
        Arguments.of(
            "team: t~---~daemon: d~owner: u~source: clock~schedule: {every: 1m}~unmatched: discard",
            "4:8: the team \"u\" is not known; valid: t; did you mean \"t\"?"),
        Arguments.of(
            "time-frame: f~zone: Europe/Berln~open: {days: mon}",
            "2:7: \"Europe/Berln\" is not a time zone of the IANA database; did you mean"
                + " Europe/Berlin?"),
        Arguments.of("time-frame: f~zone: UTC~open: {days: mno}", "3:14: "),
        Arguments.of("time-frame: f~zone: UTC", "1:1: time frame 'f' has no windows"),
        Arguments.of(
            "template: t~fields: {severty: high}",
            "2:10: an object of kind incident has no field \"severty\""),
        Arguments.of("template: t~fields: {severity: hihg}", "2:20: "),
        Arguments.of("template: t~label: INC-{yaer}", "1:1: "),
        Arguments.of(
            "table: t~map: {a: 1}~csv: x",
            "1:1: a table has exactly one of rows, map and csv; this one has 2"),
        Arguments.of("table: t~csv: |~  a,b~  1,2~  1,3", "2:6: row 2: a \"1\" is there already"),
        Arguments.of(
            "table: t~csv: |~  a,b~  1",
            "2:6: csv: line 2 has 1 fields and the first line names 2"),
        Arguments.of(
            "table: t~key: c~rows: [{a: 1, b: 2}]",
            "3:7: the table has no column \"c\"; valid: a, b"),
        Arguments.of(
            "connection: c~type: imap~hsot: x",
            "3:1: the key \"hsot\" is not known here; valid: folder, host, max-bytes, password,"
                + " search; did you mean \"host\"?"),
        Arguments.of(
            "connection: c~type: imap~host: x~---~daemon: d~owner: soc~source: {type: imap,"
                + " connection: c, host: evil}~schedule: {every: 1m}~unmatched: discard",
            "7:37: the connection c sets host already"),
        Arguments.of(
            "connection: c~type: imap~host: x~---~daemon: d~owner: soc~source: {type: json,"
                + " connection: c}~schedule: {every: 1m}~unmatched: discard",
            "7:34: the connection c is for the connector imap, and this source is of type json"),
        Arguments.of(
            "daemon: d~owner: soc~source: {type: imap, connection: c, host: h}~schedule: {every:"
                + " 1m}~unmatched: discard",
            "3:34: the connection \"c\" is not known; none is defined"),
        Arguments.of(
            "daemon: d~owner: soc~source: {type: imap, host: h, acknowledge: x}~schedule: {every:"
                + " 1m}~unmatched: discard",
            "3:31: the key \"acknowledge\" is not known here"),
        Arguments.of(
            "daemon: d~owner: soc~source: {type: imap, host: h, max-bytes: many}~schedule: {every:"
                + " 1m}~unmatched: discard",
            "3:42: \"many\" is not a size"),
        Arguments.of(
            "daemon: d~owner: soc~source: {type: imap, host: h}~acknowledge: {done: {mvoe:"
                + " x}}~schedule: {every: 1m}~unmatched: discard",
            "4:22: the acknowledgement \"mvoe\" is not known; valid: flag, move; did you mean"
                + " \"move\"?"),
        Arguments.of(
            "daemon: d~owner: soc~source: clock~schedule: [{every: 1m}, {every: 2m}]~unmatched:"
                + " discard",
            "4:11: schedule entry 1 is always active"),
        Arguments.of(
            "daemon: d~owner: soc~source: clock~schedule: {every: 1m, cron: '* * * * *'}~unmatched:"
                + " discard",
            "4:11: a schedule entry has exactly one of every, cron and at"),
        Arguments.of(
            "daemon: d~owner: soc~source: clock~schedule: {cron: '* * * x *'}~unmatched: discard",
            "4:18: cron"),
        Arguments.of(
            "daemon: d~owner: soc~source: clock~schedule: {every: 1m}~unmatched: {do: report}",
            "5:12: the key report is missing"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void tellsAFaultOfADocument(String text, String expected) {
    assertThat(
            new DefinitionValidator(StubConnectors.installed())
                .validate(DefinitionSet.read("x.yaml", text.replace('~', '\n'))).faults().stream()
                    .map(DefinitionFault::toString)
                    .toList())
        .as("faults of %s", text)
        .singleElement()
        .asString()
        .startsWith("x.yaml:" + expected);
  }
}
