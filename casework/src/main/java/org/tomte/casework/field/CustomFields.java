package org.tomte.casework.field;

import java.util.List;

/** Stored definitions of custom fields. */
public interface CustomFields {

  /** All definitions in order of name. */
  List<CustomField> all();

  /** Adds a definition or replaces the one of the same name. */
  void save(CustomField field);
}
