package org.tomte.connectors.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Page;
import org.tomte.api.Poller;
import org.tomte.api.StreamInfo;
import org.tomte.engine.pointer.Accepted;
import org.tomte.engine.pointer.Judged;
import org.tomte.engine.pointer.Members;
import org.tomte.engine.pointer.PointerAlarm;
import org.tomte.engine.pointer.PointerAlgebra;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.PointerState;
import org.tomte.engine.pointer.ReadPlan;
import org.tomte.engine.pointer.Verdict;
import org.tomte.testkit.SimpleSignal;

/** A daemon's pointer over a source, and what it was told, without a data layer. */
final class Polled {
  private final JdbcSettings settings;
  private final PointerSettings pointer;
  private @Nullable PointerState state;

  /** How often each key was handled as new or changed, keys that the sink knows left out. */
  final Map<String, Integer> handled = new HashMap<>();

  /** The same by the column {@code word}, where rows have one. */
  final Map<String, Integer> words = new HashMap<>();

  final List<PointerAlarm> alarms = new ArrayList<>();
  private final Map<String, @Nullable String> sink = new HashMap<>();

  Polled(JdbcSettings settings, PointerSettings pointer) {
    this.settings = settings;
    this.pointer = pointer;
  }

  /** One run; it ends after some pages, as if it were killed there. */
  Polled run(Instant now, int pageSize, int pages) throws Exception {
    try (Poller poller = Rig.open(settings)) {
      StreamInfo stream = poller.streams().getFirst();
      ReadPlan plan = PointerAlgebra.begin(stream.kind(), pointer, state, now, null);
      for (int page = 0; plan != null && page < pages; page++) {
        int asked = plan.pageSize(pageSize);
        Page read =
            poller.poll(plan.request(stream.name(), pageSize, 1L << 30, now, new SimpleSignal()));
        Accepted accepted = PointerAlgebra.accept(plan, read, asked, now, Members.NONE);
        accepted.items().forEach(this::note);
        alarms.addAll(accepted.alarms());
        state = accepted.state();
        plan = accepted.next();
      }
    }
    return this;
  }

  /** A look at the beginning of a silent stream. */
  Polled look(Instant now) throws Exception {
    try (Poller poller = Rig.open(settings)) {
      StreamInfo stream = poller.streams().getFirst();
      PointerState reached = state;
      ReadPlan plan =
          reached == null ? null : PointerAlgebra.check(stream.kind(), pointer, reached);
      if (plan != null) {
        Page read = poller.poll(plan.request(stream.name(), 9, 1L << 30, now, new SimpleSignal()));
        alarms.addAll(PointerAlgebra.accept(plan, read, 9, now, Members.NONE).alarms());
      }
    }
    return this;
  }

  private void note(Judged judged) {
    Verdict verdict = judged.verdict();
    if (!verdict.handled()) {
      return;
    }
    String key = judged.item().key();
    if (judged.keyNeeded() && sink.containsKey(key)) {
      return;
    }
    if (judged.keyNeeded()) {
      sink.put(key, null);
    }
    handled.merge(key, 1, Integer::sum);
    if (Rig.row(judged.item()).get("word") instanceof String word) {
      words.merge(word, 1, Integer::sum);
    }
  }
}
