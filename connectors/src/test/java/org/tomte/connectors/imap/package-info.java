/** Tests of the IMAP source against GreenMail in process and against dovecot. */
@NullMarked
package org.tomte.connectors.imap;

import org.jspecify.annotations.NullMarked;
