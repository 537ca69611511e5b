/** Tests of webhooks. */
@NullMarked
package org.tomte.connectors.webhook;

import org.jspecify.annotations.NullMarked;
