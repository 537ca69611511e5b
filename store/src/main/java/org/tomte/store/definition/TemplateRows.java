package org.tomte.store.definition;

import org.jdbi.v3.core.Handle;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.store.casework.JdbiCasework;

/** Templates of the data layer, kept equal to their documents in the documents' transaction. */
final class TemplateRows {

  private TemplateRows() {}

  static void replace(Handle handle, String formerName, IncidentTemplate template) {
    if (!formerName.equals(template.name())) {
      remove(handle, formerName);
    }
    new JdbiCasework(handle).templates().save(template);
  }

  static void remove(Handle handle, String name) {
    handle
        .createUpdate("DELETE FROM incident_template WHERE name = :name")
        .bind("name", name)
        .execute();
  }
}
