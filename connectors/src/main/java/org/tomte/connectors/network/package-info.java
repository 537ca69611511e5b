/** Addresses of those who talk to us: ranges that are allowed, and what a proxy says about them. */
@NullMarked
package org.tomte.connectors.network;

import org.jspecify.annotations.NullMarked;
