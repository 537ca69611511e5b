package org.tomte.store.secret;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.tomte.engine.secret.SealedSecret;
import org.tomte.engine.secret.SecretStore;

/** Secrets in this database; they come and go encrypted. */
public final class JdbiSecrets implements SecretStore {

  private final Jdbi jdbi;

  /** Secrets in this database. */
  public JdbiSecrets(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<SealedSecret> find(String name) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT name, sealed, changed_at FROM secret WHERE name = :name")
            .bind("name", name)
            .map((row, _) -> secret(row))
            .findOne());
  }

  @Override
  public List<SealedSecret> all() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT name, sealed, changed_at FROM secret ORDER BY name")
            .map((row, _) -> secret(row))
            .list());
  }

  private static SealedSecret secret(ResultSet row) throws SQLException {
    return new SealedSecret(
        row.getString("name"),
        row.getString("sealed"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }

  @Override
  public void put(SealedSecret secret) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO secret (name, sealed, changed_at) VALUES (:name, :sealed, :changed)
                ON CONFLICT (name) DO UPDATE
                SET sealed = excluded.sealed, changed_at = excluded.changed_at
                """)
            .bind("name", secret.name())
            .bind("sealed", secret.sealed())
            .bind("changed", secret.changedAt().atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** The encrypted text alone tells secrets apart: encrypting the same value again changes it. */
  @Override
  public boolean replace(SealedSecret expected, SealedSecret fresh) {
    int replaced =
        jdbi.withHandle(handle ->
            handle
                .createUpdate(
                    """
                    UPDATE secret SET sealed = :sealed, changed_at = :changed
                    WHERE name = :name AND sealed = :expected
                    """)
                .bind("name", expected.name())
                .bind("expected", expected.sealed())
                .bind("sealed", fresh.sealed())
                .bind("changed", fresh.changedAt().atOffset(ZoneOffset.UTC))
                .execute());
    return replaced == 1;
  }

  @Override
  public boolean remove(String name) {
    int removed =
        jdbi.withHandle(handle ->
            handle
                .createUpdate("DELETE FROM secret WHERE name = :name")
                .bind("name", name)
                .execute());
    return removed == 1;
  }
}
