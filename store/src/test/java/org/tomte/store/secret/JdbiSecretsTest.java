package org.tomte.store.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.engine.secret.SealedSecret;
import org.tomte.store.testing.OnEveryPostgreSql;

@OnEveryPostgreSql
class JdbiSecretsTest {

  private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

  private final JdbiSecrets secrets;

  JdbiSecretsTest(DataSource source) {
    this.secrets = new JdbiSecrets(Jdbi.create(source));
  }

  /** The tests of a class share a database. */
  @BeforeEach
  void empty() {
    secrets.all().forEach(secret -> secrets.remove(secret.name()));
  }

  private static SealedSecret secret(String name, String sealed) {
    return new SealedSecret(name, sealed, AT);
  }

  @Test
  void aSecretIsReadBackReplacedAndRemoved() {
    secrets.put(secret("b", "one"));
    secrets.put(secret("a", "two"));
    secrets.put(secret("b", "three"));

    assertThat(secrets.find("b")).contains(secret("b", "three"));
    assertThat(secrets.all()).extracting(SealedSecret::name).containsExactly("a", "b");
    assertThat(secrets.remove("b")).isTrue();
    assertThat(secrets.remove("b")).isFalse();
    assertThat(secrets.find("b")).isEmpty();
  }

  @Test
  void aSecretThatWasChangedMeanwhileIsNotReplaced() {
    secrets.put(secret("c", "new"));

    assertThat(secrets.replace(secret("c", "old"), secret("c", "mine"))).isFalse();
    assertThat(secrets.find("c")).contains(secret("c", "new"));
    assertThat(secrets.replace(secret("c", "new"), secret("c", "mine"))).isTrue();
    assertThat(secrets.find("c")).contains(secret("c", "mine"));
    assertThat(secrets.replace(secret("absent", "x"), secret("absent", "y"))).isFalse();
  }
}
