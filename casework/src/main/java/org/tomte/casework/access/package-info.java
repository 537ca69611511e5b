/** Who may read and do what in the data layer. */
@NullMarked
package org.tomte.casework.access;

import org.jspecify.annotations.NullMarked;
