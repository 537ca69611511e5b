/** Whether memory stays flat while millions of events pass that nothing is made of. */
@NullMarked
package org.tomte.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
