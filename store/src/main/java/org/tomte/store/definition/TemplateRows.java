package org.tomte.store.definition;

import org.jdbi.v3.core.Handle;
import org.tomte.casework.template.IncidentTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Templates of the data layer, kept equal to their documents in the documents' transaction. */
final class TemplateRows {

  private static final ObjectMapper JSON = JsonMapper.shared();

  private TemplateRows() {}

  static void replace(Handle handle, String formerName, IncidentTemplate template) {
    if (!formerName.equals(template.name())) {
      remove(handle, formerName);
    }
    handle
        .createUpdate(
            """
            INSERT INTO incident_template (name, description, label_pattern, label_zone, fields)
            VALUES (:name, :description, :pattern, :zone, :fields::jsonb)
            ON CONFLICT (name) DO UPDATE
            SET description = excluded.description, label_pattern = excluded.label_pattern,
                label_zone = excluded.label_zone, fields = excluded.fields
            """)
        .bind("name", template.name())
        .bind("description", template.description())
        .bind("pattern", template.label().text())
        .bind("zone", template.label().zone().getId())
        .bind("fields", JSON.writeValueAsString(template.fields()))
        .execute();
  }

  static void remove(Handle handle, String name) {
    handle
        .createUpdate("DELETE FROM incident_template WHERE name = :name")
        .bind("name", name)
        .execute();
  }
}
