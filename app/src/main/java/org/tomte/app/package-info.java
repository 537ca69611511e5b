/** Placeholder sentence. */
@NullMarked
package org.tomte.app;

import org.jspecify.annotations.NullMarked;
