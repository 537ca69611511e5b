/**
 * The {@code syslog} source: messages of RFC 5424, RFC 3164 and their many relatives by UDP, TCP
 * and TLS.
 */
@NullMarked
package org.tomte.connectors.syslog;

import org.jspecify.annotations.NullMarked;
