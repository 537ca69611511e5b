/** The functions that expressions can call, each documented with an example that the tests run. */
@NullMarked
package org.tomte.engine.expression.function;

import org.jspecify.annotations.NullMarked;
