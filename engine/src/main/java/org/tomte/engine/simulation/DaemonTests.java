package org.tomte.engine.simulation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.engine.definition.TestDefinition;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSet;

/**
 * Runs the tests that stand in a daemon: on a simulated clock, without database or network, through
 * the rules and the commit of production.
 *
 * <p>Every test begins with an empty data layer. All its events are judged at the test's instant,
 * as a run by hand would, and the daemon acts even when it only observes, because its effects are
 * what is compared.
 */
public final class DaemonTests {
  private final Samples samples;
  private final Instant now;

  /**
   * Tests without a simulated instant of their own are run at {@code now}.
   *
   * @param samples reads the files that tests name
   */
  public DaemonTests(Samples samples, Instant now) {
    this.samples = samples;
    this.now = now;
  }

  /**
   * Runs the tests of one daemon in their order.
   *
   * @param set where the daemon stands, for templates
   * @param folder where names of sample files start
   */
  public List<TestReport> run(CompiledSet set, CompiledDaemon daemon, Path folder) {
    List<TestReport> reports = new ArrayList<>();
    for (TestDefinition test : daemon.definition().tests()) {
      Instant at = test.now() == null ? now : test.now();
      reports.add(
          new TestReport(
              daemon.name(), test.name(), at, differences(set, daemon, test, folder, at)));
    }
    return reports;
  }

  private List<String> differences(
      CompiledSet set, CompiledDaemon daemon, TestDefinition test, Path folder, Instant at) {
    Simulation simulation = new Simulation(set, daemon, at);
    try {
      for (int i = 0; i < test.given().size(); i++) {
        for (Item item : given(daemon, test.given().get(i), i, folder)) {
          simulation.take("given", item);
          simulation.look();
        }
      }
    } catch (Samples.SampleFault fault) {
      return List.of("given: " + fault.getMessage());
    }
    return new Expectation(test.expect(), set.settings().fields()).compare(simulation.findings());
  }

  private List<Item> given(CompiledDaemon daemon, Object given, int index, Path folder)
      throws Samples.SampleFault {
    if (given instanceof Map<?, ?> fields) {
      return List.of(written(fields, index));
    }
    List<Item> items = samples.read(daemon, folder.resolve(String.valueOf(given)).normalize());
    if (items.isEmpty()) {
      throw new Samples.SampleFault(given + " holds no event");
    }
    return items;
  }

  /** Equal events that are written twice stay two events. */
  private static Event written(Map<?, ?> fields, int index) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    fields.forEach((key, value) -> named.put(String.valueOf(key), value));
    return Event.of("given-" + (index + 1), Position.NONE, null, named);
  }
}
