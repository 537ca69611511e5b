package org.tomte.app.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.ProcessIdentity;
import org.tomte.store.postgres.RunFile;
import org.tomte.store.postgres.RunningInstance;
import org.tomte.web.CommandRunner;
import org.tomte.web.Health;
import org.tomte.web.WebServer;
import org.tomte.web.hook.HookRoutes;

class AttachedServerTest {
  @TempDir Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Console console() {
    return new Console(
        new PrintWriter(out),
        new PrintWriter(err),
        Path.of("/work/here"),
        new Console.Screen(99, true));
  }

  private static WebServer server(CommandRunner runner) {
    return WebServer.start(
        new WebServer.Settings("127.0.0.1", 0, "right"),
        new WebServer.Parts(
            () -> new Health(true, Map.of()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            runner,
            new HookRoutes()));
  }

  private void announce(int port, String token) {
    new RunFile(InstanceHome.open(home))
        .write(
            new RunningInstance(
                ProcessIdentity.current(),
                Instant.parse("2026-11-25T10:00:00Z"),
                "http://127.0.0.1:" + port,
                token,
                new RunningInstance.Access("jdbc:postgresql://127.0.0.1/tomte", "tomte", null)));
  }

  @Test
  void withoutARunFileThereIsNothingToAttachTo() {
    assertThat(AttachedServer.find(home)).isEmpty();
    assertThat(AttachedServer.find(home.resolve("not-made-yet"))).isEmpty();
    assertThat(home.resolve("not-made-yet")).doesNotExist();
  }

  @Test
  void aCallRunsInTheServerAndItsOutputAndExitCodeComeBack() throws InterruptedException {
    AtomicReference<CommandRunner.Call> seen = new AtomicReference<>();
    try (WebServer server =
        server((call, toOut, toErr) -> {
          seen.set(call);
          toOut.println("eins zwei ✓");
          toErr.print("half ");
          toErr.flush();
          toErr.println("done");
          return 1;
        })) {
      announce(server.port(), "right");
      Optional<AttachedServer> found = AttachedServer.find(home);
      int exit = found.orElseThrow().call(List.of("daemon", "list"), "typed", console());
      assertThat(exit).isEqualTo(1);
    }
    assertThat(out.toString()).isEqualTo("eins zwei ✓" + System.lineSeparator());
    assertThat(err.toString()).isEqualTo("half done" + System.lineSeparator());
    assertThat(seen.get())
        .isEqualTo(
            new CommandRunner.Call(
                List.of("daemon", "list"), Path.of("/work/here"), "typed", 99, true));
    assertThat(seen.get().toString()).doesNotContain("typed");
  }

  @Test
  void aWrongTokenAndASilentPortAreExitThree() {
    int port;
    try (WebServer server = server((_, _, _) -> 0)) {
      port = server.port();
      announce(port, "wrong");
      assertFault("refused the call with 401");
    }
    announce(port, "right");
    assertFault("does not answer at http://127.0.0.1:" + port);
  }

  private void assertFault(String words) {
    AttachedServer server = AttachedServer.find(home).orElseThrow();
    assertThatThrownBy(() -> server.call(List.of("daemon"), null, console()))
        .isInstanceOfSatisfying(
            CommandFault.class,
            fault -> {
              assertThat(fault.exitCode()).isEqualTo(ExitCode.NO_INSTANCE);
              assertThat(fault.words()).contains(words);
            });
  }

  @Test
  void aServerThatEndsBeforeTheCommandDoesIsTold() {
    try (WebServer server =
        server((_, toOut, _) -> {
          toOut.println("begun");
          throw new IllegalStateException("broken");
        })) {
      announce(server.port(), "right");
      AttachedServer attached = AttachedServer.find(home).orElseThrow();
      assertThatThrownBy(() -> attached.call(List.of("import"), null, console()))
          .isInstanceOfSatisfying(
              CommandFault.class,
              fault -> {
                assertThat(fault.exitCode()).isEqualTo(ExitCode.DIFFERS);
                assertThat(fault.words()).contains("ended before the command did");
              });
    }
    assertThat(out.toString()).contains("begun");
  }
}
