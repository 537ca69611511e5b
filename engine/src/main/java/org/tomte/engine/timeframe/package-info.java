/**
 * Time frames: named sets of weekly windows, dates and holidays in a zone, and the {@code during}
 * that refers to them.
 *
 * <p>Types that are written as one text in a definition have a {@code public static parse(String)}
 * that throws {@link IllegalArgumentException} with what would be valid.
 */
@NullMarked
package org.tomte.engine.timeframe;

import org.jspecify.annotations.NullMarked;
