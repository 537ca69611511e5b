package org.tomte.app.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedInstanceTest {
  @TempDir private Path home;

  /** Threads that stay hold everything that was compiled in memory. */
  @Test
  void anInstanceThatNeverWasANodeLeavesNoThreads() {
    List<String> before = timers();
    Instance.open(new InstanceSettings(home, null, Map.of(), InstantSource.system())).close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(timers()).hasSameSizeAs(before));
  }

  private static List<String> timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("starts") || name.equals("deadlines"))
        .toList();
  }
}
