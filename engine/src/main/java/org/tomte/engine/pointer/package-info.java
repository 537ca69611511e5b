/**
 * The arithmetic of pointers, done once for all connectors: which returned events are new, and
 * where the next run goes on.
 */
@NullMarked
package org.tomte.engine.pointer;

import org.jspecify.annotations.NullMarked;
