/**
 * What goes outside: stored in the transaction that decided it, sent afterwards, again until it is
 * taken or set aside for a person.
 */
@NullMarked
package org.tomte.engine.outbox;

import org.jspecify.annotations.NullMarked;
