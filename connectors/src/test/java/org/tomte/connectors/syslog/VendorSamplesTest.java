package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Messages of many products: each is read, and what its product is known by is found. */
class VendorSamplesTest {

  private static String filled(Map<String, Object> row) {
    return Objects.toString(row.get("template"))
        .replaceAll("\\{\\{ ?mark ?}}", "<134>")
        .replaceAll("\\{\\{ ?bsd ?}}", "Nov 25 09:59:58")
        .replaceAll("\\{\\{ ?iso(_header)? ?}}", "2026-11-25T09:59:58")
        .replaceAll("\\{\\{ ?host ?}}", "host-1")
        .replaceAll("\\{\\{ ?epoch ?}}", "1795601998")
        .replaceAll("\\{\\{ ?pid ?}}", "4711")
        .replaceAll("\\{\\{ ?date ?}}", "2026-11-25")
        .replaceAll("\\{\\{ ?time ?}}", "09:59:58")
        .replaceAll("\\{\\{ ?ucm_time ?}}", "Nov 25 2026 09:59:58.000")
        .replaceAll("\\{\\{ ?\\w+ ?}}", "UTC")
        .replaceAll("\\n$", "");
  }

  @Test
  void everySampleIsReadAndLosesNothing() throws Exception {
    int hosts = 0;
    for (Map<String, Object> row : RsyslogRowsTest.rows("sc4s_vendor_samples.jsonl")) {
      String line = filled(row);
      SyslogFields fields = Messages.fields(line);
      assertThat(fields.get("message")).as(line).isInstanceOf(String.class);
      assertThat(line).endsWith(Objects.toString(fields.get("message")));
      boolean headed = line.matches("<134>\\s*(1 )?(Nov|2026-)\\S*( 25 09:59:58)?Z? host-1 .*");
      if (headed) {
        assertThat(fields.get("host")).as(line).isEqualTo("host-1");
        assertThat(fields.time()).as(line).isNotNull();
        hosts++;
      }
    }
    assertThat(hosts).isGreaterThan(40);
  }

  @Test
  void formatsAreFoundInTheSamplesOfTheirProducts() throws Exception {
    for (Map<String, Object> row : RsyslogRowsTest.rows("sc4s_vendor_samples.jsonl")) {
      String line = filled(row);
      SyslogFields fields = Messages.fields(line);
      if (line.matches("(?s).*\\bCEF: ?0\\|.*")) {
        assertThat(fields.get("cef")).as(line).isInstanceOf(Map.class);
      }
      if (line.matches("(?s).*\\[\\w+@[\\d.]+ .*") && line.startsWith("<134>1 ")) {
        assertThat(fields.get("structured")).as(line).isInstanceOf(Map.class);
      }
    }
  }
}
