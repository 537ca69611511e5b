/** Placeholder sentence. */
@NullMarked
package org.tomte.connectors;

import org.jspecify.annotations.NullMarked;
