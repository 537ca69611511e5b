/** Backups of whole instances. */
@NullMarked
package org.tomte.app.backup;

import org.jspecify.annotations.NullMarked;
