package org.tomte.engine.secret;

import java.util.List;
import java.util.Optional;

/** Where encrypted secrets are kept. Each call is one transaction of its own. */
public interface SecretStore {

  /** The secret of that name. */
  Optional<SealedSecret> find(String name);

  /** All secrets, ordered by name. */
  List<SealedSecret> all();

  /** Inserts the secret or replaces the one of the same name. */
  void put(SealedSecret secret);

  /**
   * Replaces a secret if it is still the expected one.
   *
   * @return false when it was changed or removed meanwhile; then nothing was written
   */
  boolean replace(SealedSecret expected, SealedSecret fresh);

  /** Removes a secret; false when there is none of that name. */
  boolean remove(String name);
}
