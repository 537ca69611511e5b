package org.tomte.casework.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Stored templates of incidents. */
public interface Templates {

  /** The templates of these names; unknown names are left out. */
  Map<String, IncidentTemplate> find(Collection<String> names);

  /** The names of all stored templates in order. */
  List<String> names();

  /** Stores a template in place of the one of its name. */
  void save(IncidentTemplate template);
}
