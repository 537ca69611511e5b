package org.tomte.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Connector;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Setting;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.compile.Validation;

class ConnectionTrialsTest {
  private final AtomicLong nanos = new AtomicLong();
  private Work work = (_, _) -> {};

  /** What the probe does. */
  private interface Work {
    void run(Login login, ProbeSteps steps) throws ProbeFault, ConnectorFault, InterruptedException;
  }

  /** All settings. */
  public record Whole(
      @Setting("Host.") String host,
      @Setting("Password.") @Nullable String password,
      @Setting("Needed by daemons alone.") String table) {}

  /** What a probe needs. */
  public record Login(
      @Setting("Host.") String host, @Setting("Password.") @Nullable String password) {}

  private final class Probed implements Connector<Whole> {
    @Override
    public String name() {
      return "probed";
    }

    @Override
    public String summary() {
      return "Can be tried.";
    }

    @Override
    public Class<Whole> settings() {
      return Whole.class;
    }

    @Override
    public ConnectionProbe<Login> probe() {
      return new ConnectionProbe<>() {
        @Override
        public Class<Login> settings() {
          return Login.class;
        }

        @Override
        public void run(Login login, ProbeContext context, ProbeSteps steps)
            throws ProbeFault, ConnectorFault, InterruptedException {
          work.run(login, steps);
        }
      };
    }
  }

  private TrialReport test(String settings) throws InterruptedException {
    Installed installed = Installed.of(List.of(new Probed()));
    Validation validation =
        new DefinitionValidator(installed)
            .validate(
                DefinitionSet.read("x.yaml", "connection: c\ntype: probed\n" + settings + "\n"));
    ConnectionDefinition connection =
        Objects.requireNonNull(validation.compiled().connections().get("c"));
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-25T08:00:00Z"));
    return new ConnectionTrials(
            validation::compiled,
            installed,
            ConnectionTrialsTest::secret,
            text -> text.replace("hunter22", "***"),
            new ConnectionTrials.Place(clock, Path.of("."), () -> null, _ -> false),
            nanos::get)
        .test(connection);
  }

  private static String secret(String text) {
    if (text.contains("${secret:gone}")) {
      throw new IllegalStateException("There is no secret gone.");
    }
    return text.replace("${secret:there}", "hunter22");
  }

  @Test
  void stepsAreMeasuredAndToldWithoutSecrets() throws Exception {
    work =
        (login, steps) -> {
          steps.step(
              "name",
              () -> {
                nanos.addAndGet(5_000_000);
                return "found " + login.host();
              });
          steps.step("log-in", () -> "with " + login.password());
        };
    TrialReport report = test("host: h.example\npassword: ${secret:there}");
    assertThat(report.good()).isTrue();
    assertThat(report.steps())
        .extracting(TrialReport.Step::what)
        .containsExactly("settings", "name", "log-in");
    assertThat(report.steps().get(1).took()).isEqualTo(Duration.ofMillis(5));
    assertThat(report.steps().get(2).found()).isEqualTo("with ***");
  }

  @Test
  void theStepThatFailsIsTheLastOneAndSaysWhatToDo() throws Exception {
    work =
        (_, steps) -> {
          steps.step("name", () -> "found");
          steps.step(
              "TLS",
              () -> {
                throw new ProbeFault(FaultKind.CONFIGURATION, "hunter22 ran out", "renew", null);
              });
          steps.step("never", () -> "reached");
        };
    TrialReport report = test("host: h");
    assertThat(report.good()).isFalse();
    TrialReport.Step last = report.steps().getLast();
    assertThat(last.what()).isEqualTo("TLS");
    assertThat(last.found()).isEqualTo("*** ran out");
    assertThat(last.fault()).isEqualTo(new TrialReport.Fault(FaultKind.CONFIGURATION, "renew"));
  }

  @Test
  void aFaultOfTheConnectorSaysWhatToDoByItsKind() throws Exception {
    work =
        (_, steps) ->
            steps.step(
                "log-in",
                () -> {
                  throw new ConnectorFault(FaultKind.CREDENTIALS, "refused");
                });
    TrialReport.Fault fault = test("host: h").steps().getLast().fault();
    assertThat(fault)
        .isNotNull()
        .extracting(TrialReport.Fault::remedy)
        .asString()
        .contains("tomte secret set");
  }

  @Test
  void aSecretThatIsMissingAndAFaultOfOursAreTold() throws Exception {
    TrialReport missing = test("host: h\npassword: ${secret:gone}");
    assertThat(missing.steps().getLast().what()).isEqualTo("settings");
    assertThat(missing.steps().getLast().found()).contains("no secret gone");
    work =
        (_, _) -> {
          throw new IllegalStateException("ours");
        };
    TrialReport.Step ours = test("host: h").steps().getLast();
    assertThat(ours.fault()).isNotNull();
    assertThat(ours.found()).contains("ours");
  }
}
