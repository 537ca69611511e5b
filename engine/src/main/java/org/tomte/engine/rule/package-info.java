/**
 * Rules in order, judged at an instant: which matched, which could not be judged, and what follows.
 */
@NullMarked
package org.tomte.engine.rule;

import org.jspecify.annotations.NullMarked;
