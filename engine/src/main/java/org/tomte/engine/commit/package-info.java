/**
 * One transaction per batch: objects, decisions, quarantined events, acknowledgements, counters,
 * keys and the new pointer commit together, if the epoch still stands.
 */
@NullMarked
package org.tomte.engine.commit;

import org.jspecify.annotations.NullMarked;
