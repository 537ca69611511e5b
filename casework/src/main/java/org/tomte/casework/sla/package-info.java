/** Service levels: clocks of incidents that count, pause, and are due. */
@NullMarked
package org.tomte.casework.sla;

import org.jspecify.annotations.NullMarked;
