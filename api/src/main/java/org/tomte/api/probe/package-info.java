/** How a connector tries a connection, step by step and without doing anything there. */
@NullMarked
package org.tomte.api.probe;

import org.jspecify.annotations.NullMarked;
