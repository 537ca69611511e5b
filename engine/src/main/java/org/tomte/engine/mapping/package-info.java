/**
 * How fields of an event become fields of an object, row by row, with the reason when they cannot.
 */
@NullMarked
package org.tomte.engine.mapping;

import org.jspecify.annotations.NullMarked;
