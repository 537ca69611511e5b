/** Syslog receivers of others, run as peers with the same filter where they are installed. */
@NullMarked
package org.tomte.benchmarks.receiver;

import org.jspecify.annotations.NullMarked;
