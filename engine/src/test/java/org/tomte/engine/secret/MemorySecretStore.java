package org.tomte.engine.secret;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps secrets for a test. */
final class MemorySecretStore implements SecretStore {

  private final Map<String, SealedSecret> secrets = new ConcurrentSkipListMap<>();

  @Override
  public Optional<SealedSecret> find(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public List<SealedSecret> all() {
    return List.copyOf(secrets.values());
  }

  @Override
  public void put(SealedSecret secret) {
    secrets.put(secret.name(), secret);
  }

  @Override
  public boolean replace(SealedSecret expected, SealedSecret fresh) {
    return secrets.replace(expected.name(), expected, fresh);
  }

  @Override
  public boolean remove(String name) {
    return secrets.remove(name) != null;
  }
}
