/** Keys, pointers, epochs and all else that a commit writes, in PostgreSQL. */
@NullMarked
package org.tomte.store.commit;

import org.jspecify.annotations.NullMarked;
