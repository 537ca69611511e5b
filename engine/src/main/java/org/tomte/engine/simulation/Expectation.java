package org.tomte.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.definition.ExpectDefinition;

/** Compares what a test expects with what came out. */
final class Expectation {
  private final ExpectDefinition expect;
  private final FieldCatalogue catalogue;
  private final List<String> differences = new ArrayList<>();
  private final Subset subset = new Subset(differences);

  Expectation(ExpectDefinition expect, FieldCatalogue catalogue) {
    this.expect = expect;
    this.catalogue = catalogue;
  }

  /** The differences; empty when all is as expected. */
  List<String> compare(Findings findings) {
    objects("incidents", ObjectKind.INCIDENT, expect.incidents(), findings.incidents);
    objects("triage", ObjectKind.TRIAGE_EVENT, expect.triage(), findings.triage);
    objects("updates", ObjectKind.INCIDENT, expect.updates(), findings.updates);
    objects("tasks", ObjectKind.TASK, expect.tasks(), List.copyOf(findings.tasks.values()));
    objects(
        "indicators",
        ObjectKind.INDICATOR,
        expect.indicators(),
        List.copyOf(findings.indicators.values()));
    whole("notes", expect.notes(), findings.notes);
    whole("outbox", expect.outbox(), findings.outbox);
    whole("rules", expect.rules(), findings.rules);
    count("discarded", expect.discarded(), findings.discarded);
    count("quarantined", expect.quarantined(), findings.quarantined);
    if (expect.quarantined() == null) {
      // An event that failed is never what a test is silent about.
      findings.quarantined.forEach(reason -> differences.add("quarantined: " + reason));
    }
    return List.copyOf(differences);
  }

  private void objects(
      String path,
      ObjectKind kind,
      @Nullable List<? extends Map<String, ?>> expected,
      List<? extends Map<String, ?>> actual) {
    if (expected == null) {
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      for (String name : expected.get(i).keySet()) {
        if (catalogue.find(kind, name).isEmpty()) {
          String why = catalogue.targetFault(kind, name).orElse("the field is not known");
          differences.add("%s[%d].%s: %s".formatted(path, i, name, why));
        }
      }
    }
    subset.objects(path, expected, actual);
  }

  private void whole(String path, @Nullable List<?> expected, List<?> actual) {
    if (expected != null) {
      subset.value(path, expected, actual);
    }
  }

  private void count(String path, @Nullable Integer expected, List<String> actual) {
    if (expected != null && expected != actual.size()) {
      differences.add(
          "%s: expected %d, came %d%s"
              .formatted(
                  path,
                  expected,
                  actual.size(),
                  actual.isEmpty() ? "" : ": " + String.join("; ", actual)));
    }
  }
}
