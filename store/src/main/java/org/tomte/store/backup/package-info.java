/** Backups of a whole instance into one file, and what makes an instance of such a file. */
@NullMarked
package org.tomte.store.backup;

import org.jspecify.annotations.NullMarked;
