/** From the command to the first answer of {@code /ready}. */
@NullMarked
package org.tomte.benchmarks.start;

import org.jspecify.annotations.NullMarked;
