package org.tomte.engine.definition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.OneOrMany;

/** A test of a daemon, run on a simulated clock without database or network. */
public record TestDefinition(
    @Setting("What is shown, in words.") String name,
    @Setting("The simulated instant; that of the test run when absent.") @Nullable Instant now,
    @Setting(
            value = "Sample files relative to the definition's folder, or events written in place.",
            example = "[samples/invoice.eml]")
        @OneOrMany
        List<Object> given,
    @Setting("What must come out.") ExpectDefinition expect) {

  /** Checks that there is something to test. */
  public TestDefinition {
    if (given.isEmpty()) {
      throw new IllegalArgumentException("test " + name + " has no given events");
    }
    for (Object one : given) {
      if (!(one instanceof String) && !(one instanceof java.util.Map)) {
        throw new IllegalArgumentException(
            "given has file names and events ({field: value}), not " + one);
      }
    }
  }
}
