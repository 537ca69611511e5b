/** Reading a table of a database through the product, beside the bare reading of its pages. */
@NullMarked
package org.tomte.benchmarks.database;

import org.jspecify.annotations.NullMarked;
