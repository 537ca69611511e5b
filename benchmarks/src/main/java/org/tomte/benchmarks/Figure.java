package org.tomte.benchmarks;

import java.util.List;
import java.util.Locale;

/** One measured figure beside its peer, printed as one JSON line. */
public record Figure(String name, List<Double> ours, List<Double> peers, String unit, String peer) {

  /** The line: medians, and their ratio (ours over the peer's). */
  public String line() {
    double value = median(ours);
    double other = median(peers);
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"value\": %.1f, \"unit\": \"%s\", \"peer\": \"%s %.1f\","
            + " \"ratio\": %.2f, \"runs\": %d}",
        name,
        value,
        unit,
        peer,
        other,
        value / other,
        ours.size());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
