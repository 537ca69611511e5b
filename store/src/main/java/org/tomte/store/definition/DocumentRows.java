package org.tomte.store.definition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.revision.DocumentHead;
import org.tomte.engine.definition.revision.DocumentName;
import org.tomte.engine.definition.revision.Revision;
import org.tomte.engine.definition.revision.StoredDocument;

/** Rows of documents. */
final class DocumentRows {

  static final String SELECT =
      "SELECT id, kind, name, revision, text, file, ordinal FROM definition";

  static final String HEADS = "SELECT id, kind, name, revision, file, ordinal FROM definition";

  private DocumentRows() {}

  static StoredDocument document(ResultSet row) throws SQLException {
    DocumentHead head = head(row);
    return new StoredDocument(
        head.id(),
        head.kind(),
        head.name(),
        head.revision(),
        row.getString("text"),
        head.file(),
        head.ordinal());
  }

  static DocumentHead head(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return new DocumentHead(
        row.getInt("id"),
        DefinitionKind.of(kind)
            .orElseThrow(() ->
                new SQLException(
                    "the database holds a document of kind "
                        + kind
                        + ", which this program does not know; a newer one wrote it")),
        row.getString("name"),
        row.getInt("revision"),
        row.getString("file"),
        row.getInt("ordinal"));
  }

  static Optional<StoredDocument> find(Handle handle, DocumentName name) {
    return handle
        .createQuery(SELECT + " WHERE kind = :kind AND name = :name AND deleted IS NULL")
        .bind("kind", name.kind().word())
        .bind("name", name.name())
        .map((row, _) -> document(row))
        .findOne();
  }

  static String word(Revision.Change change) {
    return change.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Revision.Change change(String word) {
    return Revision.Change.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
