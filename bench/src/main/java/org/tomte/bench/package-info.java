/** Placeholder sentence. */
@NullMarked
package org.tomte.bench;

import org.jspecify.annotations.NullMarked;
