/** Reads what stands in text whatever it came in: JSON, pairs, separated values, unknown bytes. */
@NullMarked
package org.tomte.connectors.text;

import org.jspecify.annotations.NullMarked;
