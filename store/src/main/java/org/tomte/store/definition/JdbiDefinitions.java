package org.tomte.store.definition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.revision.ApplyOutcome;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.revision.DocumentChange;
import org.tomte.engine.definition.revision.DocumentHead;
import org.tomte.engine.definition.revision.DocumentName;
import org.tomte.engine.definition.revision.Revision;
import org.tomte.engine.definition.revision.StoredDocument;

/** Documents in this database. */
public final class JdbiDefinitions implements DefinitionStore {

  private static final String HEADS =
      """
      SELECT daemon.id, daemon.identity, definition.name, daemon.enabled, definition.revision,
             daemon.anchor, daemon.created
      FROM daemon JOIN definition ON definition.id = daemon.id
      WHERE definition.deleted IS NULL
      """;

  private final Jdbi jdbi;

  /** Documents in this database. */
  public JdbiDefinitions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Undoes the transaction; nothing is wrong with the database. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient DocumentName document;
    private final String reason;

    Refused(DocumentName document, String reason) {
      super(reason);
      this.document = document;
      this.reason = reason;
    }
  }

  @Override
  public long version() {
    return jdbi.withHandle(handle ->
        handle.createQuery("SELECT version FROM definition_version").mapTo(Long.class).one());
  }

  @Override
  public List<StoredDocument> documents() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                DocumentRows.SELECT + " WHERE deleted IS NULL ORDER BY file, ordinal, kind, name")
            .map((row, _) -> DocumentRows.document(row))
            .list());
  }

  @Override
  public List<DocumentHead> heads() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                DocumentRows.HEADS + " WHERE deleted IS NULL ORDER BY file, ordinal, kind, name")
            .map((row, _) -> DocumentRows.head(row))
            .list());
  }

  @Override
  public List<StoredDocument> documents(Collection<Integer> ids) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(DocumentRows.SELECT + " WHERE id = ANY(:ids) AND deleted IS NULL")
            .bindArray("ids", Integer.class, ids)
            .map((row, _) -> DocumentRows.document(row))
            .list());
  }

  @Override
  public Optional<StoredDocument> find(DocumentName name) {
    return jdbi.withHandle(handle -> DocumentRows.find(handle, name));
  }

  @Override
  public List<DaemonHead> daemons() {
    return jdbi.withHandle(handle ->
        handle.createQuery(HEADS + " ORDER BY definition.name").map((row, _) -> head(row)).list());
  }

  @Override
  public Optional<DaemonHead> daemon(String name) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(HEADS + " AND definition.name = :name")
            .bind("name", name)
            .map((row, _) -> head(row))
            .findOne());
  }

  private static DaemonHead head(ResultSet row) throws SQLException {
    return new DaemonHead(
        new DaemonId(row.getInt("id")),
        row.getObject("identity", UUID.class),
        row.getString("name"),
        row.getBoolean("enabled"),
        row.getInt("revision"),
        instant(row, "anchor"),
        instant(row, "created"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  @Override
  public List<Revision> revisions(DocumentName name) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT r.number, r.name, r.text, r.change, r.who, r.why, r.at
                FROM definition_revision r JOIN definition d ON d.id = r.definition
                WHERE d.kind = :kind AND d.name = :name AND d.deleted IS NULL
                ORDER BY r.number DESC
                """)
            .bind("kind", name.kind().word())
            .bind("name", name.name())
            .map((row, _) -> revision(name.kind(), row))
            .list());
  }

  private static Revision revision(DefinitionKind kind, ResultSet row) throws SQLException {
    return new Revision(
        kind,
        row.getInt("number"),
        row.getString("name"),
        row.getString("text"),
        new Author(row.getString("who"), row.getString("why"), instant(row, "at")),
        DocumentRows.change(row.getString("change")));
  }

  @Override
  public ApplyOutcome apply(List<DocumentChange> changes, Author author) {
    try {
      return jdbi.inTransaction(handle -> {
        long version = nextVersion(handle);
        DocumentWriter writer = new DocumentWriter(handle, author);
        for (DocumentChange change : changes) {
          String reason = writer.write(change);
          if (reason != null) {
            throw new Refused(change.target(), reason);
          }
        }
        return new ApplyOutcome.Applied(version);
      });
    } catch (Refused refused) {
      return new ApplyOutcome.Conflict(refused.document, refused.reason);
    }
  }

  /** Also the lock under which changes wait for each other. */
  private static long nextVersion(Handle handle) {
    return handle
        .createQuery("UPDATE definition_version SET version = version + 1 RETURNING version")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public boolean enable(DaemonId daemon, boolean enabled, Author author) {
    return jdbi.inTransaction(handle -> {
      Boolean before = enabledNow(handle, daemon);
      if (before == null) {
        return false;
      }
      nextVersion(handle);
      handle
          .createUpdate("UPDATE daemon SET enabled = :enabled WHERE id = :id")
          .bind("enabled", enabled)
          .bind("id", daemon.value())
          .execute();
      handle
          .createUpdate(
              """
              INSERT INTO daemon_switch (daemon, at, enabled, who, why)
              VALUES (:id, :at, :enabled, :who, :why)
              """)
          .bind("id", daemon.value())
          .bind("at", author.at().atOffset(ZoneOffset.UTC))
          .bind("enabled", enabled)
          .bind("who", author.who())
          .bind("why", author.why())
          .execute();
      if (!enabled) {
        DocumentWriter.raiseEpoch(handle, daemon.value());
      }
      return true;
    });
  }

  private static @Nullable Boolean enabledNow(Handle handle, DaemonId daemon) {
    return handle
        .createQuery(
            """
            SELECT enabled FROM daemon JOIN definition ON definition.id = daemon.id
            WHERE daemon.id = :id AND definition.deleted IS NULL
            """)
        .bind("id", daemon.value())
        .mapTo(Boolean.class)
        .findOne()
        .orElse(null);
  }
}
