package org.tomte.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Poller;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.PendingAcknowledgements;
import org.tomte.engine.commit.PendingAcknowledgements.Pending;

/**
 * Tells the source what was committed, from the stored list and from nothing else, so that what a
 * crash interrupted is finished by the next run.
 */
final class AcknowledgementWork {
  private static final int AT_ONCE = 500;

  private final DaemonId daemon;
  private final PendingAcknowledgements stored;
  private final Poller poller;

  AcknowledgementWork(DaemonId daemon, PendingAcknowledgements stored, Poller poller) {
    this.daemon = daemon;
    this.stored = stored;
    this.poller = poller;
  }

  /** Works off the stored list. */
  void finish() throws ConnectorFault, InterruptedException {
    List<Pending> open = stored.open(daemon, AT_ONCE);
    while (!open.isEmpty()) {
      tellAll(open);
      open = stored.open(daemon, AT_ONCE);
    }
  }

  private void tellAll(List<Pending> pending) throws ConnectorFault, InterruptedException {
    Map<String, List<Pending>> byStream = new LinkedHashMap<>();
    for (Pending each : pending) {
      byStream.computeIfAbsent(each.stream().name(), _ -> new ArrayList<>()).add(each);
    }
    for (Map.Entry<String, List<Pending>> stream : byStream.entrySet()) {
      tell(stream.getKey(), stream.getValue());
    }
  }

  private void tell(String stream, List<Pending> pending)
      throws ConnectorFault, InterruptedException {
    List<Acknowledgement> wanted = pending.stream().map(Pending::acknowledgement).toList();
    List<@Nullable String> answers = poller.acknowledge(stream, wanted);
    List<Pending> done = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      String refusal = answers.get(i);
      if (refusal == null) {
        done.add(pending.get(i));
      } else {
        stored.park(pending.get(i), refusal);
      }
    }
    stored.done(done);
  }
}
