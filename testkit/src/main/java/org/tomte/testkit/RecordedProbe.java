package org.tomte.testkit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;

/**
 * What a probe did, for tests of connectors.
 *
 * @param found what each step found, in order; that of the one that failed is its reason
 * @param kind of the fault; null when all went well
 * @param remedy what to do; empty where the connector left that to the engine
 */
public record RecordedProbe(Map<String, String> found, @Nullable FaultKind kind, String remedy) {

  /** Runs a probe against what is really there. */
  public static <P extends Record> RecordedProbe run(
      ConnectionProbe<P> probe, P settings, InstantSource clock) throws InterruptedException {
    return run(probe, settings, clock, false);
  }

  /** Runs a probe while a daemon of the connection listens, or while none does. */
  public static <P extends Record> RecordedProbe run(
      ConnectionProbe<P> probe, P settings, InstantSource clock, boolean listening)
      throws InterruptedException {
    Map<String, String> found = new LinkedHashMap<>();
    ProbeSteps steps =
        (what, step) -> {
          try {
            found.put(what, step.take());
          } catch (ProbeFault | ConnectorFault fault) {
            found.put(what, String.valueOf(fault.getMessage()));
            throw fault;
          }
        };
    ProbeContext context =
        new ProbeContext("tried", listening, clock, Path.of("").toAbsolutePath(), null);
    try {
      probe.run(settings, context, steps);
      return new RecordedProbe(found, null, "");
    } catch (ProbeFault fault) {
      return new RecordedProbe(found, fault.kind(), fault.remedy());
    } catch (ConnectorFault fault) {
      return new RecordedProbe(found, fault.kind(), "");
    }
  }

  /** The steps that were taken. */
  public List<String> steps() {
    return List.copyOf(found.keySet());
  }

  /** What the last step found. */
  public String last() {
    return List.copyOf(found.values()).getLast();
  }
}
