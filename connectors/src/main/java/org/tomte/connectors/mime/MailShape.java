package org.tomte.connectors.mime;

import org.tomte.api.FieldType;

/** The declared fields of mails; docs/mail-event.md describes them. */
final class MailShape {

  private MailShape() {}

  static FieldType.Fields mail() {
    FieldType address = address();
    return FieldType.closed()
        .with("subject", FieldType.TEXT)
        .with("from", address)
        .with("sender", address)
        .with("reply_to", FieldType.listOf(address))
        .with("to", FieldType.listOf(address))
        .with("cc", FieldType.listOf(address))
        .with("bcc", FieldType.listOf(address))
        .with("all_from", FieldType.listOf(address))
        .with("date", FieldType.TIME)
        .with("message_id", FieldType.TEXT)
        .with("in_reply_to", FieldType.listOf(FieldType.TEXT))
        .with("references", FieldType.listOf(FieldType.TEXT))
        .with("headers", FieldType.open())
        .with("authentication_results", FieldType.listOf(FieldType.TEXT))
        .with("received", FieldType.listOf(received()))
        .with("text", FieldType.TEXT)
        .with("html", FieldType.TEXT)
        .with("html_text", FieldType.TEXT)
        .with("attachments", FieldType.listOf(attachment()))
        .with("links", FieldType.listOf(link()))
        .with("kind", FieldType.TEXT)
        .with("failed_recipients", FieldType.listOf(failedRecipient()))
        .with("authentication", authentication())
        .with("campaign", FieldType.TEXT)
        .with("problems", FieldType.listOf(FieldType.TEXT));
  }

  private static FieldType failedRecipient() {
    return FieldType.closed()
        .with("address", FieldType.TEXT)
        .with("action", FieldType.TEXT)
        .with("status", FieldType.TEXT)
        .with("diagnostic", FieldType.TEXT);
  }

  private static FieldType authentication() {
    return FieldType.closed()
        .with("server", FieldType.TEXT)
        .with("spf", FieldType.TEXT)
        .with("spf_domain", FieldType.TEXT)
        .with("dkim", FieldType.TEXT)
        .with("dkim_domain", FieldType.TEXT)
        .with("dmarc", FieldType.TEXT)
        .with("dmarc_domain", FieldType.TEXT)
        .with("arc", FieldType.TEXT);
  }

  private static FieldType address() {
    return FieldType.closed()
        .with("name", FieldType.TEXT)
        .with("address", FieldType.TEXT)
        .with("domain", FieldType.TEXT);
  }

  private static FieldType received() {
    FieldType.Fields hop = FieldType.closed();
    for (String clause : new String[] {"from", "by", "via", "with", "id", "for", "address"}) {
      hop = hop.with(clause, FieldType.TEXT);
    }
    return hop.with("time", FieldType.TIME).with("raw", FieldType.TEXT);
  }

  private static FieldType attachment() {
    return FieldType.closed()
        .with("name", FieldType.TEXT)
        .with("extension", FieldType.TEXT)
        .with("media_type", FieldType.TEXT)
        .with("size", FieldType.WHOLE)
        .with("sha256", FieldType.TEXT)
        .with("inline", FieldType.BOOL);
  }

  private static FieldType link() {
    return FieldType.closed()
        .with("url", FieldType.TEXT)
        .with("domain", FieldType.TEXT)
        .with("text", FieldType.TEXT)
        .with("shown_domain", FieldType.TEXT)
        .with("deceptive", FieldType.BOOL)
        .with("rewritten_by", FieldType.TEXT)
        .with("written_url", FieldType.TEXT);
  }

  static FieldType.Fields event() {
    FieldType.Fields mail = mail();
    return mail.with("original", mail)
        .with("reporter", address())
        .with("original_is", FieldType.TEXT)
        .with(OwnMail.FIELD, FieldType.TEXT)
        .with("mails", FieldType.listOf(mail));
  }
}
