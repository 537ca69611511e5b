package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.tomte.casework.access.Access;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;

/** Tells how the database answers a search. */
public final class SearchPlans {
  private SearchPlans() {}

  /** The plan for the first page of what everybody may see, line by line. */
  public static <T> List<String> of(Jdbi jdbi, SearchTarget<T> target, SearchRequest request) {
    return jdbi.withHandle(
        handle -> new SearchQueries<>(target, request, new Visibility(Access.SYSTEM)).plan(handle));
  }
}
