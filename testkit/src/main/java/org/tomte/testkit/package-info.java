/** Contracts and tools for the tests of connectors and stores. */
@NullMarked
package org.tomte.testkit;

import org.jspecify.annotations.NullMarked;
