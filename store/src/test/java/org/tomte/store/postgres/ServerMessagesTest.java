package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.store.postgres.DatabaseFault.Kind;

class ServerMessagesTest {

  private static final String PREFIX = "2026-11-25 03:17:00.123 UTC [77] ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO_SPACE | PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device
          NO_RIGHTS | FATAL:  could not open file "global/pg_control": Permission denied
          NO_RIGHTS | FATAL:  data directory "/x" has wrong ownership
          UNSUPPORTED | FATAL:  could not map anonymous shared memory: Cannot allocate memory
          BAD_SETTING | FATAL:  invalid value for parameter "work_mem": "much"
          BROKEN_DATA | PANIC:  could not locate a valid checkpoint record at 0/1
          """)
  void areUnderstood(Kind kind, String message) {
    String output = PREFIX + message + "\n" + PREFIX + "LOG:  database system is shut down\n";

    DatabaseFault fault = ServerMessages.fault("It did not start", Path.of("/x"), output);

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.getMessage()).contains("(/x)").doesNotContain("[77]", "shut down");
  }

  @Test
  void ofAServerBeforeAreWorthWaiting() {
    assertThat(
            ServerMessages.passes(
                PREFIX + "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use"))
        .isTrue();
    assertThat(ServerMessages.passes(PREFIX + "PANIC:  no space left on device")).isFalse();
  }

  @Test
  void thatAreMissingAreSaidToBe() {
    assertThat(ServerMessages.fault("It did not start", Path.of("/x"), "").getMessage())
        .contains("It did not start: it said nothing");
  }
}
