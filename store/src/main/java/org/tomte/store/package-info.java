/** Placeholder sentence. */
@NullMarked
package org.tomte.store;

import org.jspecify.annotations.NullMarked;
