/** Triage events: what a daemon found and nobody has judged yet. */
@NullMarked
package org.tomte.casework.triage;

import org.jspecify.annotations.NullMarked;
