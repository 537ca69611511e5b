/**
 * What the author of a connector sees: pollers, listeners, deliveries, events, positions and
 * faults.
 */
@NullMarked
package org.tomte.api;

import org.jspecify.annotations.NullMarked;
