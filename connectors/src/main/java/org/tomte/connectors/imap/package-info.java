/**
 * Reads folders of a mailbox over IMAP (RFC 3501) and tells the server what was done with mails.
 */
@NullMarked
package org.tomte.connectors.imap;

import org.jspecify.annotations.NullMarked;
