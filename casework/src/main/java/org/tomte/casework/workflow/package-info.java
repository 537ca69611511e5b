/** The statuses and phases that an incident goes through. */
@NullMarked
package org.tomte.casework.workflow;

import org.jspecify.annotations.NullMarked;
