/** Searches over a million incidents. */
@NullMarked
package org.tomte.benchmarks.search;

import org.jspecify.annotations.NullMarked;
