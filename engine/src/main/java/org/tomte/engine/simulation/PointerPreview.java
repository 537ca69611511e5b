package org.tomte.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Page;
import org.tomte.api.Poller;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.pointer.Accepted;
import org.tomte.engine.pointer.Judged;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.pointer.Members;
import org.tomte.engine.pointer.PointerAlgebra;
import org.tomte.engine.pointer.PointerCodec;
import org.tomte.engine.pointer.PointerMove;
import org.tomte.engine.pointer.PointerState;
import org.tomte.engine.pointer.PointerWords;
import org.tomte.engine.pointer.ReadPlan;
import org.tomte.engine.run.PolledDaemon;
import org.tomte.engine.run.RunControl;
import org.tomte.engine.run.StoredMembers;

/** Shows what the next run would read if a pointer were moved; nothing is moved or committed. */
public final class PointerPreview {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int PAGE = 500;

  private final PolledDaemon daemon;
  private final Pointers pointers;
  private final InstantSource clock;

  /** Previews for a daemon. */
  public PointerPreview(PolledDaemon daemon, Pointers pointers, InstantSource clock) {
    this.daemon = daemon;
    this.pointers = pointers;
    this.clock = clock;
  }

  /**
   * What a move would do.
   *
   * @param stream the stream's name
   * @param move the pointer afterwards, to be stored
   * @param words the move for a person
   * @param read how many events the next run would handle
   * @param known how many of them were committed before and make nothing again
   * @param more whether there are more than were looked at
   */
  public record Preview(
      String stream,
      org.tomte.engine.commit.PointerMove move,
      String words,
      int read,
      int known,
      boolean more) {}

  /**
   * Looks what a move would do.
   *
   * @param stream the stream's name or how it begins; null for every stream of the source
   * @param target where to, as {@link PointerMove#parse} reads it
   * @param most how many events of each stream are looked at
   * @return one preview for each stream
   * @throws ConnectorFault when the source cannot be read, or has no such stream
   * @throws org.tomte.engine.pointer.PointerFault when the target does not fit a stream
   */
  public List<Preview> previews(@Nullable String stream, String target, int most)
      throws ConnectorFault, InterruptedException {
    List<Preview> previews = new ArrayList<>();
    try (Poller poller = daemon.source().open()) {
      for (StreamInfo info : chosen(poller, stream)) {
        previews.add(preview(poller, info, target, most));
      }
    }
    return previews;
  }

  private Preview preview(Poller poller, StreamInfo info, String target, int most)
      throws ConnectorFault, InterruptedException {
    StreamName name = new StreamName(daemon.id(), info.name());
    PointerState state =
        pointers
            .of(name)
            .map(stored -> PointerCodec.read(stored.state(), info.kind()))
            .orElse(null);
    PointerMove move = PointerMove.parse(info.kind(), target);
    PointerState moved = move.apply(info.kind(), daemon.pointer(), state, clock.instant(), null);
    Counting counting = count(poller, info, name, moved, most);
    return new Preview(
        info.name(),
        org.tomte.engine.commit.PointerMove.to(
            info.name(),
            moved.kind(),
            PointerCodec.write(moved),
            PointerWords.describe(info.kind(), moved, "event")),
        move.describe(info.kind(), state, "event"),
        counting.read,
        counting.known,
        counting.more);
  }

  private static List<StreamInfo> chosen(Poller poller, @Nullable String wanted)
      throws ConnectorFault, InterruptedException {
    List<StreamInfo> streams = poller.streams();
    List<StreamInfo> fitting =
        streams.stream().filter(each -> wanted == null || each.name().startsWith(wanted)).toList();
    if (!fitting.isEmpty()) {
      return fitting;
    }
    String names = String.join(", ", streams.stream().map(StreamInfo::name).toList());
    throw new ConnectorFault(
        FaultKind.CONFIGURATION,
        streams.isEmpty()
            ? "The source has no stream now."
            : "The source has no stream " + wanted + " now; there are: " + names + ".");
  }

  private Counting count(
      Poller poller, StreamInfo info, StreamName name, PointerState moved, int most)
      throws ConnectorFault, InterruptedException {
    Instant now = clock.instant();
    RunControl control = new RunControl(now, now.plus(LONGEST));
    Members members =
        info.kind() instanceof StreamKind.Snapshot
            ? new StoredMembers(pointers, name)
            : Members.NONE;
    Counting counting = new Counting();
    @Nullable ReadPlan plan = PointerAlgebra.begin(info.kind(), daemon.pointer(), moved, now, null);
    while (plan != null && counting.read < most && !control.stopRequested()) {
      int asked = plan.pageSize(PAGE);
      Page page =
          plan.polls()
              ? poller.poll(plan.request(info.name(), PAGE, daemon.limits().bytes(), now, control))
              : Page.last(List.of());
      Accepted accepted = PointerAlgebra.accept(plan, page, asked, clock.instant(), members);
      List<KeyHash> keys = new ArrayList<>();
      for (Judged judged : accepted.items()) {
        if (judged.verdict().handled()) {
          keys.add(KeyHash.of(judged.item().key()));
        }
      }
      counting.read += keys.size();
      counting.known += keys.isEmpty() ? 0 : pointers.countKnown(name, keys);
      plan = accepted.next();
    }
    counting.more = plan != null;
    return counting;
  }

  /** Counted so far. */
  private static final class Counting {
    private int read;
    private int known;
    private boolean more;
  }
}
