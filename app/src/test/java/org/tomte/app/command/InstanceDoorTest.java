package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceDoorTest {
  @TempDir private Path folder;

  @Test
  void aCallThatAsksTwiceOpensTheInstanceOnce() {
    AtomicInteger opened = new AtomicInteger();
    try (MemoryInstance instance = new MemoryInstance(folder)) {
      InstanceDoor door =
          InstanceDoor.once(() -> {
            assertThat(opened.incrementAndGet()).as("a home has one lock").isOne();
            return instance;
          });
      assertThat(new Caller(folder, door).call("sample", "--incidents", "3").exit()).isZero();
    }
    assertThat(opened).hasValue(1);
  }
}
