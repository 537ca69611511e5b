/** Reads files: growing ones record by record, whole ones as a folder that changes. */
@NullMarked
package org.tomte.connectors.file;

import org.jspecify.annotations.NullMarked;
