/** Histories of a team's work that never happened but could have, for tests, figures and demos. */
@NullMarked
package org.tomte.casework.sample;

import org.jspecify.annotations.NullMarked;
