/** Placeholder sentence. */
@NullMarked
package org.tomte.engine;

import org.jspecify.annotations.NullMarked;
