/** Numbers that can be explained: the funnel of each daemon, counted in the commit, by minute. */
@NullMarked
package org.tomte.engine.observe;

import org.jspecify.annotations.NullMarked;
