/** What the author of a connector sees whose source pushes: listeners and where they hand over. */
@NullMarked
package org.tomte.api.listen;

import org.jspecify.annotations.NullMarked;
