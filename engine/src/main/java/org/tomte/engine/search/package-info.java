/** Reads search conditions written in a part of CEL. */
@NullMarked
package org.tomte.engine.search;

import org.jspecify.annotations.NullMarked;
