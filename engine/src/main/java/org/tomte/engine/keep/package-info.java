/** Events kept with their decisions for as long as each daemon asks, and the bodies beside them. */
@NullMarked
package org.tomte.engine.keep;

import org.jspecify.annotations.NullMarked;
