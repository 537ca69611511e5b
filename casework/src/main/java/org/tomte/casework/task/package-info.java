/** Tasks: work that is to be done, for an incident or by itself, and how far it is. */
@NullMarked
package org.tomte.casework.task;

import org.jspecify.annotations.NullMarked;
