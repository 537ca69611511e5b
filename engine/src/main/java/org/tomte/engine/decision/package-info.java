/** The stored answer to "why": rules seen and matched, effects planned, and the reason in words. */
@NullMarked
package org.tomte.engine.decision;

import org.jspecify.annotations.NullMarked;
