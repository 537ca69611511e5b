/** The definition format as JSON Schema, for editors and forms. */
@NullMarked
package org.tomte.engine.definition.schema;

import org.jspecify.annotations.NullMarked;
