/** Ten thousand daemons on time: Tomte beside other schedulers, each in a process of its own. */
@NullMarked
package org.tomte.benchmarks.timers;

import org.jspecify.annotations.NullMarked;
