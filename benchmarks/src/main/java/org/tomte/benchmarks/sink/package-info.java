/** The commit path beside bare JDBC loops that write the same rows into the same schema. */
@NullMarked
package org.tomte.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
