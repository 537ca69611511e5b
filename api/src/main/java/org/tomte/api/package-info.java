/** Placeholder sentence. */
@NullMarked
package org.tomte.api;

import org.jspecify.annotations.NullMarked;
