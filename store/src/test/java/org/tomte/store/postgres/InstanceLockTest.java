package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

  @TempDir Path folder;

  @Test
  void isGivenOnceInOneProgram() {
    InstanceHome home = InstanceHome.open(folder);
    try (InstanceLock _ = InstanceLock.acquire(home)) {
      for (int attempt = 0; attempt < 2; attempt++) { // the first must not break the lock
        assertThatThrownBy(() -> InstanceLock.acquire(home))
            .isInstanceOf(DatabaseFault.class)
            .hasMessageContaining("process " + ProcessHandle.current().pid())
            .hasMessageContaining(folder.toString());
      }
    }
    InstanceLock.acquire(home).close();
  }

  @Test
  void keepsASecondProgramAwayAndNamesTheHolder() throws Exception {
    InstanceHome home = InstanceHome.open(folder);
    try (InstanceLock _ = InstanceLock.acquire(home);
        ChildProgram second = ChildProgram.start(folder)) {
      assertThat(second.firstLine())
          .startsWith("IN_USE Another Tomte (process " + ProcessHandle.current().pid() + ")")
          .contains(folder.toString());
    }
  }
}
