/** A source of one event a run, for daemons that only act. */
@NullMarked
package org.tomte.connectors.clock;

import org.jspecify.annotations.NullMarked;
