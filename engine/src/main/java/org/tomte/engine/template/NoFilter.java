package org.tomte.engine.template;

import liqp.filters.Filter;

/** Stands where a filter does not exist, in a template that is refused. */
final class NoFilter extends Filter {
  NoFilter() {
    super("none");
  }
}
