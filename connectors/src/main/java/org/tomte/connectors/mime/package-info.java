/**
 * Turns a mail (RFC 5322, MIME) into the fields of an event; never fails, whatever the bytes are.
 */
@NullMarked
package org.tomte.connectors.mime;

import org.jspecify.annotations.NullMarked;
