/** Takes events from senders that call a path under the program's HTTP port. */
@NullMarked
package org.tomte.connectors.webhook;

import org.jspecify.annotations.NullMarked;
