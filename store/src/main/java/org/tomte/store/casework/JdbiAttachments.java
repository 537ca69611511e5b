package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.attachment.FileDigests;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.store.sql.MultiRow;

/** Attachments in the database; large bodies are blobs. */
final class JdbiAttachments implements Attachments {

  /** Everything but the bytes. */
  private static final String KNOWN =
      """
      id, object_kind, object_id, name, media_type, raw_size, md5, sha1, sha256, description,
      reference, added, %s\
      """
          .formatted(CauseColumns.NAMES);

  private static final MultiRow<Filed> INSERT =
      new MultiRow<>(
          "INSERT INTO attachment (packed, raw, raw_blob, %s) VALUES".formatted(KNOWN),
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          (row, filed) -> {
            Attachment attachment = filed.attachment();
            row.flag(filed.file().packed())
                .bytes(filed.file().bytes())
                .text(filed.file().blob())
                .number(attachment.id())
                .integer(attachment.object().kind().code())
                .number(attachment.object().id())
                .text(attachment.name())
                .text(attachment.mediaType())
                .number(attachment.size())
                .text(attachment.digests().md5())
                .text(attachment.digests().sha1())
                .text(attachment.digests().sha256())
                .text(attachment.description())
                .text(attachment.reference())
                .time(attachment.added());
            CauseColumns.bind(row, attachment.by());
          },
          filed -> filed.file().bytes() == null ? 500 : 500L + filed.file().bytes().length);

  /** The bytes never leave the database. */
  private static final String COPY =
      """
      INSERT INTO attachment (packed, raw, raw_blob, %1$s)
      SELECT packed, raw, raw_blob, ?, ?, ?, name, media_type, raw_size, md5, sha1, sha256,
        description, reference, added, %2$s
      FROM attachment WHERE id = ?
      """
          .formatted(KNOWN, CauseColumns.NAMES);

  private final Handle handle;

  JdbiAttachments(Handle handle) {
    this.handle = handle;
  }

  @Override
  public List<Long> takeIds(int count) {
    return Sequence.take(handle, count);
  }

  @Override
  public void insert(List<Filed> attachments) {
    Batch.insert(handle, "new attachments", INSERT, attachments);
  }

  @Override
  public void copy(Map<Long, Attachment> copies) {
    Batch.execute(
        handle,
        "copies of attachments",
        COPY,
        copies.entrySet(),
        (row, copy) ->
            row.number(copy.getValue().id())
                .integer(copy.getValue().object().kind().code())
                .number(copy.getValue().object().id())
                .number(copy.getKey()));
  }

  @Override
  public List<Attachment> of(ObjectRef object) {
    return read(
        handle,
        new Conditions()
            .and("object_kind = :kind", "kind", object.kind().code())
            .and("object_id = :id", "id", object.id()));
  }

  static List<Attachment> read(Handle handle, Conditions conditions) {
    String sql =
        "SELECT %s FROM attachment WHERE %s ORDER BY id".formatted(KNOWN, conditions.text());
    return conditions.bind(handle.createQuery(sql)).map((row, context) -> attachment(row)).list();
  }

  @Override
  public Map<Long, Attachment> find(Collection<Long> ids) {
    return find(handle, ids, "");
  }

  @Override
  public Map<Long, Attachment> lock(Collection<Long> ids) {
    return find(handle, ids, "FOR UPDATE");
  }

  static Map<Long, Attachment> find(Handle handle, Collection<Long> ids, String locking) {
    Map<Long, Attachment> found = new TreeMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    handle
        .createQuery(
            "SELECT %s FROM attachment WHERE id = ANY (:ids) ORDER BY id %s"
                .formatted(KNOWN, locking))
        .bind("ids", Bound.longs(ids))
        .map((row, context) -> attachment(row))
        .forEach(attachment -> found.put(attachment.id(), attachment));
    return found;
  }

  /** The bytes as they are stored. */
  static Optional<StoredFile> file(Handle handle, Conditions conditions) {
    String sql =
        "SELECT packed, raw, raw_blob FROM attachment WHERE %s".formatted(conditions.text());
    return conditions.bind(handle.createQuery(sql)).map((row, context) -> file(row)).findOne();
  }

  static StoredFile file(ResultSet row) throws SQLException {
    return new StoredFile(row.getBytes("raw"), row.getBoolean("packed"), row.getString("raw_blob"));
  }

  static Attachment attachment(ResultSet row) throws SQLException {
    return new Attachment(
        row.getLong("id"),
        new ObjectRef(ObjectKind.of(row.getInt("object_kind")), row.getLong("object_id")),
        Columns.present(row, "name"),
        Columns.present(row, "media_type"),
        row.getLong("raw_size"),
        new FileDigests(
            Columns.present(row, "md5"),
            Columns.present(row, "sha1"),
            Columns.present(row, "sha256")),
        row.getString("description"),
        row.getString("reference"),
        Columns.presentTime(row, "added"),
        CauseColumns.read(row));
  }

  @Override
  public void delete(Collection<Long> ids) {
    Batch.execute(
        handle,
        "removed attachments",
        "DELETE FROM attachment WHERE id = ?",
        ids,
        (row, id) -> row.number(id));
  }
}
