package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

  @TempDir Path folder;
  private InstanceHome home;
  private RunFile file;

  @BeforeEach
  void openHome() {
    home = InstanceHome.open(folder);
    file = new RunFile(home);
  }

  @Test
  void givesBackWhatARunningInstanceWrote() throws IOException {
    RunningInstance instance = instanceOf(ProcessIdentity.current());

    file.write(instance);

    assertThat(file.read()).contains(instance);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.runFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void isEmptyWithoutAnInstance() {
    assertThat(file.read()).isEmpty();
    file.write(instanceOf(ProcessIdentity.current()));
    file.remove();
    assertThat(file.read()).isEmpty();
  }

  @Test
  void doesNotBelieveAProcessThatEnded() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    String start = "boot/" + ProcessStat.of(process.pid()).orElseThrow().startTicks();
    process.destroyForcibly().waitFor();

    file.write(instanceOf(new ProcessIdentity(process.pid(), start)));

    assertThat(file.read()).isEmpty();
  }

  @Test
  void doesNotBelieveANumberThatAnotherProcessHasNow() {
    ProcessIdentity here = ProcessIdentity.current();

    file.write(instanceOf(new ProcessIdentity(here.pid(), here.started() + "1")));

    assertThat(file.read()).isEmpty();
  }

  @Test
  void doesNotBelieveAZombie() throws Exception {
    // The shell starts a child, then becomes a program that never looks after its children. The
    // child ends only then: a shell would still have collected it.
    String child = "(c=sh; while [ \"$c\" = sh ]; do read c < /proc/$$/comm; done)";
    Process parent = new ProcessBuilder("sh", "-c", child + " & echo $!; exec sleep 60").start();
    try (BufferedReader output = parent.inputReader()) {
      long zombie = Long.parseLong(output.readLine());
      while (ProcessStat.of(zombie).orElseThrow().state() != 'Z') {
        Thread.onSpinWait();
      }
      assertThat(ProcessHandle.of(zombie)).isPresent();
      String start = String.valueOf(ProcessStat.of(zombie).orElseThrow().startTicks());
      String boot = ProcessIdentity.current().started().replaceFirst("/.*", "/");
      assertThat(new ProcessIdentity(zombie, boot + start).isAlive()).isFalse();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void doesNotStumbleOverRubbish() throws IOException {
    for (String rubbish : new String[] {"", "{", "[1]", "{\"process\": 7}", "\0\0\0"}) {
      Files.writeString(home.runFile(), rubbish);
      assertThat(file.read()).as(rubbish).isEmpty();
    }
  }

  @Test
  void keepsItsTokenOutOfLogs() {
    assertThat(instanceOf(ProcessIdentity.current()).toString()).doesNotContain("t0ken");
  }

  private static RunningInstance instanceOf(ProcessIdentity process) {
    return new RunningInstance(
        process,
        Instant.parse("2026-11-25T03:17:00Z"),
        "http://127.0.0.1:8080",
        "t0ken",
        new RunningInstance.Access("jdbc:postgresql://127.0.0.1:20000/postgres", "tomte", "/x/y"));
  }
}
