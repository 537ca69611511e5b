/** Placeholder sentence. */
@NullMarked
package org.tomte.casework;

import org.jspecify.annotations.NullMarked;
