/** What people may do with the engine: its operations, each with what it needs. */
@NullMarked
package org.tomte.engine.access;

import org.jspecify.annotations.NullMarked;
