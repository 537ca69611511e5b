package org.tomte.connectors.imap;

/** What is done with mails of our own that come back. */
public enum OwnMails {
  /** They are passed and counted as left out. */
  LEAVE_OUT,
  /** They are read like all others; their events say so in {@code own}. */
  READ
}
