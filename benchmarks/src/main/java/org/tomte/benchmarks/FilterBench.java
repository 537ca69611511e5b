package org.tomte.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tomte.api.FieldType;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Compilation;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionCompiler;
import org.tomte.engine.expression.Verdict;
import org.tomte.engine.expression.function.FunctionLibrary;

/** A filter of five terms over an event, beside the same conditions written in Java. */
final class FilterBench {
  private static final String FILTER =
      "event.severity >= 7 && event.ip.startsWith('10.') && 'vpn' in event.tags"
          + " && event.message.contains('denied') && event.host == 'gw-01'";
  private static final int RUNS = 5;

  private int matched;

  /** Prints a line for a small event and one for an event of a hundred more fields. */
  void run(int evaluations) {
    measure("filter.small", event(0), evaluations);
    measure("filter.hundred-more-fields", event(100), evaluations);
  }

  private void measure(String name, Map<String, Object> event, int evaluations) {
    Declarations declarations = Declarations.none().with("event", FieldType.open());
    Compilation compilation =
        new ExpressionCompiler(FunctionLibrary.plain())
            .compile(FILTER, declarations, FieldType.BOOL);
    if (!(compilation instanceof Compiled compiled)) {
      throw new IllegalStateException("the filter does not compile: " + compilation);
    }
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    for (int run = -2; run < RUNS; run++) {
      double java = nanos(evaluations, () -> inJava(event));
      double cel = nanos(evaluations, () -> inCel(compiled, declarations, event));
      if (run >= 0) {
        ours.add(cel);
        peers.add(java);
      }
    }
    System.out.println(new Figure(name, ours, peers, "ns/event", "plain Java").line());
  }

  private interface Condition {
    boolean test();
  }

  private double nanos(int evaluations, Condition condition) {
    long begun = System.nanoTime();
    for (int i = 0; i < evaluations; i++) {
      if (condition.test()) {
        matched++;
      }
    }
    double nanos = (double) (System.nanoTime() - begun) / evaluations;
    if (matched == 0) {
      throw new IllegalStateException("the filter must match its event");
    }
    return nanos;
  }

  private static boolean inCel(
      Compiled compiled, Declarations declarations, Map<String, Object> event) {
    Bindings bindings = Bindings.of(declarations, Map.of("event", event));
    return compiled.test(bindings) instanceof Verdict.True;
  }

  private static boolean inJava(Map<String, Object> event) {
    return event.get("severity") instanceof Long severity
        && severity >= 7
        && event.get("ip") instanceof String ip
        && ip.startsWith("10.")
        && event.get("tags") instanceof List<?> tags
        && tags.contains("vpn")
        && event.get("message") instanceof String message
        && message.contains("denied")
        && "gw-01".equals(event.get("host"));
  }

  private static Map<String, Object> event(int more) {
    Map<String, Object> event = new HashMap<>();
    event.put("severity", 8L);
    event.put("ip", "10.1.2.3");
    event.put("tags", List.of("edge", "vpn"));
    event.put("message", "access denied by policy");
    event.put("host", "gw-01");
    for (int i = 0; i < more; i++) {
      event.put("field" + i, "value" + i);
    }
    return event;
  }
}
