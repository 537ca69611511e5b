package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.connectors.text.Parsers;
import org.tomte.connectors.text.Parsing;

class BodyTest {

  @Test
  void cefIsReadWithItsEscapesAndLabels() {
    String line =
        "<134>Oct  1 10:00:00 fw CEF:0|Ven\\|dor|Pro\\\\duct|1.0|100|a name|8|msg=two words\\nand a"
            + " line request=http://x/?a\\=b c=d cs1Label=Rule Name cs1=block it path=C:\\\\dir"
            + " end=last";
    assertThat(Messages.fields(line).get("cef"))
        .isEqualTo(
            Map.of(
                "version", "0",
                "vendor", "Ven|dor",
                "product", "Pro\\duct",
                "product_version", "1.0",
                "event_class", "100",
                "name", "a name",
                "severity", "8",
                "extension",
                    Map.of(
                        "msg", "two words\nand a line",
                        "request", "http://x/?a=b",
                        "c", "d",
                        "cs1Label", "Rule Name",
                        "cs1", "block it",
                        "path", "C:\\dir",
                        "end", "last"),
                "labelled", Map.of("Rule Name", "block it")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CEF:0|v|p|1|c|n|5|a=b",
        "CEF: 0|v|p|1|c|n|5|a=b",
        "<13>CEF:0|v|p|1|c|n|5|a=b",
        "<13> CEF:1|v|p|1|c|n|5|a=b",
        "<13>Oct  1 10:00:00 h CEF:0|v|p|1|c|n|5|a=b",
        "<13>Oct  1 10:00:00 h named[5]: CEF:0|v|p|1|c|n|5|a=b",
        "<13>Oct  1 10:00:00 h vectra_cef -: CEF:0|v|p|1|c|n|5|a=b",
        "<13>1 2026-10-01T10:00:00Z h CEF - - - CEF:0|v|p|1|c|n|5|a=b",
        "<13>fenotify-1.warning: CEF:0|v|p|1|c|n|5|a=b"
      })
  void cefIsFoundWhereverTheHeaderEnds(String line) {
    assertThat(Messages.fields(line).get("cef"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("vendor", "v")
        .containsEntry("extension", Map.of("a", "b"));
  }

  @Test
  void cefThatWasCutKeepsWhatCame() {
    assertThat(Messages.fields("CEF:0|v|p|1").get("cef"))
        .isEqualTo(
            Map.of(
                "version",
                "0",
                "vendor",
                "v",
                "product",
                "p",
                "product_version",
                "1",
                "extension",
                Map.of(),
                "labelled",
                Map.of()));
  }

  @Test
  void textAboutCefIsNoCef() {
    assertThat(Messages.fields("<13>Oct  1 10:00:00 h app: parse CEF: failed"))
        .doesNotContainKeys("cef", "leef", "json", "record");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LEEF:1.0|IBM|QRadar|7|id|src=10.0.0.1\tmsg=two words",
        "LEEF:1.0|IBM|QRadar|7|id|src=10.0.0.1|msg=two words",
        "LEEF:1.0|IBM|QRadar|7|id|src=10.0.0.1 msg=two words",
        "LEEF:2.0|IBM|QRadar|7|id|^|src=10.0.0.1^msg=two words",
        "LEEF:2.0|IBM|QRadar|7|id|x5E|src=10.0.0.1^msg=two words",
        "LEEF:2.0|IBM|QRadar|7|id|0x09|src=10.0.0.1\tmsg=two words",
        "LEEF:2.0|IBM|QRadar|7|id||src=10.0.0.1\tmsg=two words",
        "LEEF:2.0|IBM|QRadar|7|id|src=10.0.0.1\tmsg=two words",
        "<13>Oct  1 10:00:00 h LEEF:2.0|IBM|QRadar|7|id|^|src=10.0.0.1^msg=two words"
      })
  void leefIsReadWithEveryDelimiter(String line) {
    assertThat(Messages.fields(line).get("leef"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("vendor", "IBM")
        .containsEntry("event_id", "id")
        .containsEntry("attributes", Map.of("src", "10.0.0.1", "msg", "two words"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": {\"b\": 1}}",
        "<13>Oct  1 10:00:00 h app: {\"a\": {\"b\": 1}}",
        "<13>Oct  1 10:00:00 h {\"a\": {\"b\": 1}}",
        "<13>1 2026-10-01T10:00:00Z h app - - - @cee: {\"a\": {\"b\": 1}}",
        "<13>Oct  1 10:00:00 h app: @cee:{\"a\": {\"b\": 1}}"
      })
  void jsonIsReadWithAndWithoutACookie(String line) {
    assertThat(Messages.fields(line).get("json")).isEqualTo(Map.of("a", Map.of("b", 1L)));
  }

  @Test
  void parsersAreTriedInTheirOrder() {
    Parsers parsers =
        Parsers.of(
            List.of(
                new Parsing("user (?<user>\\S+)", false, false, List.of(), ",", "sshd"),
                new Parsing(null, false, false, List.of("x", "y"), ",", null),
                new Parsing(null, true, false, List.of(), ",", null)));
    assertThat(parsers.read("for user bob", "sshd")).isEqualTo(Map.of("user", "bob"));
    assertThat(parsers.read("for user bob", "cron")).isNull();
    assertThat(parsers.read("1,\"2,3\"", null)).isEqualTo(Map.of("x", "1", "y", "2,3"));
    assertThat(parsers.read("a=1 b=\"x y\"", null)).isEqualTo(Map.of("a", "1", "b", "x y"));
  }
}
