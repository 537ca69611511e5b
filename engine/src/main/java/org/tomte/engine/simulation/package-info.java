/** The machinery without a database: what dry runs and {@code tomte test} commit into. */
@NullMarked
package org.tomte.engine.simulation;

import org.jspecify.annotations.NullMarked;
