/** Placeholder sentence. */
@NullMarked
package org.tomte.testkit;

import org.jspecify.annotations.NullMarked;
