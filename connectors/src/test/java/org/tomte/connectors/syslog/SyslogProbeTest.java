package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tomte.api.FaultKind;
import org.tomte.testkit.RecordedProbe;

/** What a test of the addresses of a listener tells. */
class SyslogProbeTest {

  private static RecordedProbe probe(boolean listening, String... listen)
      throws InterruptedException {
    return RecordedProbe.run(
        new SyslogProbe(), SyslogSettings.of(List.of(listen)), InstantSource.system(), listening);
  }

  @Test
  void addressesThatCanBeHadAreFreeAgainAfterwards() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
      RecordedProbe taken = probe(false, "tcp://127.0.0.1:" + port);
      assertThat(taken.kind()).isEqualTo(FaultKind.CONFIGURATION);
      assertThat(taken.last()).contains("cannot be had");
      assertThat(taken.remedy()).contains("ss -lntup");
      RecordedProbe ours = probe(true, "tcp://127.0.0.1:" + port);
      assertThat(ours.kind()).isNull();
      assertThat(ours.last()).contains("listens there now");
    }
    for (int i = 0; i < 2; i++) {
      RecordedProbe free = probe(false, "udp://127.0.0.1:0", "tcp://127.0.0.1:" + port);
      assertThat(free.kind()).as("%s", free).isNull();
    }
  }

  @Test
  void anAddressThatIsNotOfThisMachineIsTold() throws Exception {
    RecordedProbe foreign = probe(false, "udp://192.0.2.1:5514");
    assertThat(foreign.kind()).isEqualTo(FaultKind.CONFIGURATION);
    assertThat(foreign.remedy()).contains("one of this machine");
  }
}
