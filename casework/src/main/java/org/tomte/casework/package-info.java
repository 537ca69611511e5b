/** The data layer's commands and what one transaction must offer them. */
@NullMarked
package org.tomte.casework;

import org.jspecify.annotations.NullMarked;
