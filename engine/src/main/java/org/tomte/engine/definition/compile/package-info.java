/**
 * Checks documents against each other and what is installed, and compiles their expressions once.
 */
@NullMarked
package org.tomte.engine.definition.compile;

import org.jspecify.annotations.NullMarked;
