/**
 * Reads YAML with the place of every value and binds it to records, telling every fault at once.
 */
@NullMarked
package org.tomte.engine.definition.yaml;

import org.jspecify.annotations.NullMarked;
