package org.tomte.casework.source;

import java.util.OptionalInt;
import java.util.function.Supplier;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.access.Access;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.change.ChangeSignals;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.search.ConditionReader;

/**
 * What the sources of our own data work with.
 *
 * @param reader reads objects
 * @param feed reads changes
 * @param signals tells of changes as they are committed
 * @param identities of daemons
 * @param conditions reads conditions
 * @param fields the fields of now
 */
public record DataParts(
    CaseworkReader reader,
    ChangeFeed feed,
    ChangeSignals signals,
    DaemonIdentities identities,
    ConditionReader conditions,
    Supplier<FieldCatalogue> fields) {

  /**
   * Reads as a daemon does.
   *
   * @param identity empty when it has none yet
   * @param restricted whether its source lets it see what is restricted
   */
  CaseworkReader readerOf(String daemon, OptionalInt identity, boolean restricted) {
    Integer known = identity.isPresent() ? (Integer) identity.getAsInt() : null;
    return reader.as(Access.daemon(daemon, known, restricted));
  }
}
