/** Reading a mailbox of dovecot beside the server's own limit and mbsync. */
@NullMarked
package org.tomte.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
