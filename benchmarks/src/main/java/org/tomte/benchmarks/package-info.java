/** Speed of the product, always measured beside a peer or a limit in the same run. */
@NullMarked
package org.tomte.benchmarks;

import org.jspecify.annotations.NullMarked;
