/**
 * Events that failed: kept raw with stage and reason, edited, replayed or discarded by a person.
 */
@NullMarked
package org.tomte.engine.quarantine;

import org.jspecify.annotations.NullMarked;
