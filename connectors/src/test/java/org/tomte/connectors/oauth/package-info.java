/** Tests of tokens against an endpoint on loopback. */
@NullMarked
package org.tomte.connectors.oauth;

import org.jspecify.annotations.NullMarked;
