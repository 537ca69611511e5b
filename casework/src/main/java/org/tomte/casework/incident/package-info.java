/** Incidents, the edits they take, and the intervals of their statuses and phases. */
@NullMarked
package org.tomte.casework.incident;

import org.jspecify.annotations.NullMarked;
