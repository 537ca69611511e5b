/** Stored documents with every revision of them, compared, rolled back, imported and exported. */
@NullMarked
package org.tomte.engine.definition.revision;

import org.jspecify.annotations.NullMarked;
