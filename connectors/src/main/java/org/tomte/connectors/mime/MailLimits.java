package org.tomte.connectors.mime;

/**
 * How much of a mail is looked at. What is over a limit is left out of the fields and named among
 * the problems; the raw mail still has it.
 *
 * @param bytes of the mail
 * @param parts MIME parts, those of nested mails included
 * @param nesting multiparts within multiparts
 * @param mails mails within mails
 * @param headers header fields of one part
 * @param headerLength characters of one header field
 * @param text characters of text or HTML of one mail
 * @param links links of one mail
 */
public record MailLimits(
    int bytes,
    int parts,
    int nesting,
    int mails,
    int headers,
    int headerLength,
    int text,
    int links) {

  /** Limits that no honest mail reaches: 50 MiB, 1,000 parts, 20 levels, 5 mails deep. */
  public static final MailLimits DEFAULT =
      new MailLimits(50 << 20, 1_000, 20, 5, 1_000, 64 << 10, 2 << 20, 1_000);

  /** The same limits with another size of the mail. */
  public MailLimits withBytes(int newBytes) {
    return new MailLimits(newBytes, parts, nesting, mails, headers, headerLength, text, links);
  }
}
