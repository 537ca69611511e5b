package org.tomte.store.definition;

import org.jdbi.v3.core.Handle;
import org.tomte.engine.definition.CustomFieldDefinition;

/** The types that custom fields once got, also those that were deleted since. */
final class CustomFieldTypes {

  private CustomFieldTypes() {}

  /**
   * Remembers the type of a field if its name is new; gives the type that the name has for good.
   */
  static String remembered(Handle handle, CustomFieldDefinition field) {
    handle
        .createUpdate(
            """
            INSERT INTO custom_field (name, type) VALUES (:name, :type)
            ON CONFLICT (name) DO NOTHING
            """)
        .bind("name", field.name())
        .bind("type", field.type())
        .execute();
    return handle
        .createQuery("SELECT type FROM custom_field WHERE name = :name")
        .bind("name", field.name())
        .mapTo(String.class)
        .one();
  }
}
