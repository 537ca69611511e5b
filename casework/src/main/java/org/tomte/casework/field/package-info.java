/** The fields that objects have, what values they take, and words for what does not fit. */
@NullMarked
package org.tomte.casework.field;

import org.jspecify.annotations.NullMarked;
