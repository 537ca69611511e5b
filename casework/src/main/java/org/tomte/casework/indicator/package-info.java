/** Indicators: addresses, names and hashes that stand for a threat, each kept once. */
@NullMarked
package org.tomte.casework.indicator;

import org.jspecify.annotations.NullMarked;
