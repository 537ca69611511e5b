/** TLS from PEM: certificates, keys, authorities and revocation lists become a context. */
@NullMarked
package org.tomte.connectors.tls;

import org.jspecify.annotations.NullMarked;
