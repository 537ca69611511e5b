package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.CustomFields;

/** Definitions of custom fields in the database. */
final class JdbiCustomFields implements CustomFields {

  private final Handle handle;

  JdbiCustomFields(Handle handle) {
    this.handle = handle;
  }

  @Override
  public List<CustomField> all() {
    return handle
        .createQuery("SELECT * FROM custom_field ORDER BY name")
        .map((row, context) ->
            new CustomField(
                Columns.present(row, "name"),
                Columns.present(row, "type"),
                Columns.texts(row, "words"),
                Columns.present(row, "description")))
        .list();
  }

  @Override
  public void save(CustomField field) {
    Batch.execute(
        handle,
        "the custom field " + field.name(),
        """
        INSERT INTO custom_field (name, type, words, description) VALUES (?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET type = excluded.type, words = excluded.words,
          description = excluded.description
        """,
        List.of(field),
        (row, each) ->
            row.text(each.name())
                .text(each.type())
                .array("text", each.words().toArray())
                .text(each.description()));
  }
}
