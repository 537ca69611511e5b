/** Deliveries in PostgreSQL: stored by commits, taken by one worker at a time. */
@NullMarked
package org.tomte.store.outbox;

import org.jspecify.annotations.NullMarked;
