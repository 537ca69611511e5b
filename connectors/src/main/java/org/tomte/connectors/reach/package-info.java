/** Reaches a server step by step and says what is in the way: names, addresses, ports, TLS. */
@NullMarked
package org.tomte.connectors.reach;

import org.jspecify.annotations.NullMarked;
