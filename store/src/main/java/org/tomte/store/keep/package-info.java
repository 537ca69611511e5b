/** Kept events and blobs: read, made room for, and removed when their time is over. */
@NullMarked
package org.tomte.store.keep;

import org.jspecify.annotations.NullMarked;
