/**
 * HTTP to the outside: only to what a connection names, and never to an address inside by chance.
 */
@NullMarked
package org.tomte.connectors.egress;

import org.jspecify.annotations.NullMarked;
