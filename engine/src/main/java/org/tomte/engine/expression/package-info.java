/**
 * Checks CEL expressions at save and evaluates them over events, where an absent field is unknown.
 */
@NullMarked
package org.tomte.engine.expression;

import org.jspecify.annotations.NullMarked;
