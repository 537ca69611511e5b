package org.tomte.casework.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the past of an incident amounts to.
 *
 * @param opened when it was created
 * @param closed when it was last closed; null while it is open
 * @param closures how often it was closed
 * @param reopens how often it was reopened
 * @param changed when it last changed in any way, notes included
 * @param statusSince when it came into its status
 * @param phaseSince when it came into its phase
 * @param deleted when it was deleted; null while it is there
 */
public record Lifecycle(
    Instant opened,
    @Nullable Instant closed,
    int closures,
    int reopens,
    Instant changed,
    Instant statusSince,
    Instant phaseSince,
    @Nullable Instant deleted) {

  /** That of an incident that is opened now. */
  public static Lifecycle opened(Instant now) {
    return new Lifecycle(now, null, 0, 0, now, now, now, null);
  }

  /** The same after a change; clocks of nodes differ, so it never steps back. */
  public Lifecycle changed(Instant now) {
    Instant at = later(changed, now);
    return new Lifecycle(opened, closed, closures, reopens, at, statusSince, phaseSince, deleted);
  }

  /** The same in another status. */
  public Lifecycle inStatus(Instant since) {
    return new Lifecycle(opened, closed, closures, reopens, changed, since, phaseSince, deleted);
  }

  /** The same in another phase. */
  public Lifecycle inPhase(Instant since) {
    return new Lifecycle(opened, closed, closures, reopens, changed, statusSince, since, deleted);
  }

  /** The same, closed. */
  public Lifecycle closed(Instant at) {
    return new Lifecycle(
        opened, at, closures + 1, reopens, changed, statusSince, phaseSince, deleted);
  }

  /** The same, open again. */
  public Lifecycle reopened() {
    return new Lifecycle(
        opened, null, closures, reopens + 1, changed, statusSince, phaseSince, deleted);
  }

  /** The same, deleted at an instant, or there again with null. */
  public Lifecycle deleted(@Nullable Instant at) {
    return new Lifecycle(opened, closed, closures, reopens, changed, statusSince, phaseSince, at);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
