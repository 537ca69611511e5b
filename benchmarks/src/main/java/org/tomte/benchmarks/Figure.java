package org.tomte.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** One measured figure beside its peer, printed as one JSON line. */
record Figure(String name, double[] ours, double[] peers, String unit, String peer) {

  /** The line: medians, and their ratio (ours over the peer's). */
  String line() {
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
        ours.length);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
