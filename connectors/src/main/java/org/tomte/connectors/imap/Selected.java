package org.tomte.connectors.imap;

/**
 * The folder that is open.
 *
 * @param folder its name
 * @param writable whether it was opened for changes
 * @param readOnly whether the server refuses changes
 * @param uidValidity changes when the server numbers its mails anew
 * @param uidNext the next UID; 0 when the server does not say
 */
record Selected(String folder, boolean writable, boolean readOnly, long uidValidity, long uidNext) {

  /** Where a mail stands: mails that are numbered anew stand behind all that were before. */
  long position(long uid) {
    return (uidValidity << Integer.SIZE) | uid;
  }

  /** The UIDVALIDITY of a position. */
  static long validityOf(long position) {
    return position >>> Integer.SIZE;
  }

  /** The UID of a position. */
  static long uidOf(long position) {
    return position & 0xFFFF_FFFFL;
  }
}
