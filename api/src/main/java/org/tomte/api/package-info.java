/** What the author of a connector sees: pollers, listeners, events, positions and faults. */
@NullMarked
package org.tomte.api;

import org.jspecify.annotations.NullMarked;
