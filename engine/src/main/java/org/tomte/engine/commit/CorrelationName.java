package org.tomte.engine.commit;

import java.util.Comparator;
import org.tomte.engine.DaemonId;
import org.tomte.engine.pointer.KeyHash;

/**
 * Names what events of one rule have in common: a group, a count, a value that was seen. The order
 * is the one in which rows are locked.
 *
 * @param daemon whose it is
 * @param hash the hash of kind, rule, action and values
 */
public record CorrelationName(DaemonId daemon, KeyHash hash)
    implements Comparable<CorrelationName> {
  private static final Comparator<CorrelationName> ORDER =
      Comparator.comparing(CorrelationName::daemon).thenComparing(CorrelationName::hash);

  @Override
  public int compareTo(CorrelationName other) {
    return ORDER.compare(this, other);
  }
}
