/** Gets OAuth 2 access tokens (RFC 6749) for connections and renews them before they expire. */
@NullMarked
package org.tomte.connectors.oauth;

import org.jspecify.annotations.NullMarked;
