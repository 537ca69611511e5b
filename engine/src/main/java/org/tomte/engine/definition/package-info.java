/** The documents that people write: daemons and what they refer to, read with every fault told. */
@NullMarked
package org.tomte.engine.definition;

import org.jspecify.annotations.NullMarked;
