/** Files on incidents, triage events, tasks and notes. */
@NullMarked
package org.tomte.casework.attachment;

import org.jspecify.annotations.NullMarked;
