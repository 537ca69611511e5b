package org.tomte.connectors.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Recipients;
import org.tomte.api.Rendered;
import org.tomte.api.Setting;

/**
 * A mail.
 *
 * @param text null when html says it, or the subject is all there is
 * @param html null when there is text alone
 * @param inReplyTo the Message-ID of the mail that is answered; null when none is
 * @param references the Message-IDs of the thread before it; null when there are none
 */
public record SendEmail(
    @Setting(
            value = "Who gets it; owner stands for the team that owns the daemon.",
            example = "owner")
        @Recipients
        List<String> to,
    @Setting(value = "Who gets a copy.", fallback = "[]") @Recipients List<String> cc,
    @Setting(value = "Who gets a copy that the others do not see.", fallback = "[]") @Recipients
        List<String> bcc,
    @Setting(value = "Where answers go.", fallback = "[]") @Recipients List<String> replyTo,
    @Setting(value = "The subject.", example = "\"Phishing: {{ incident.title }}\"")
        @Rendered(Rendered.Escape.LINE)
        String subject,
    @Setting("The plain text.") @Rendered @Nullable String text,
    @Setting("The text as HTML; values are escaped.") @Rendered(Rendered.Escape.HTML)
        @Nullable String html,
    @Setting(
            value = "The Message-ID of the mail that is answered, so that it joins the thread.",
            example = "\"{{ event.message_id }}\"")
        @Rendered(Rendered.Escape.LINE)
        @Nullable String inReplyTo,
    @Setting(
            value = "The Message-IDs of the thread before it.",
            example = "\"{{ event.references | join: ' ' }}\"")
        @Rendered(Rendered.Escape.LINE)
        @Nullable String references) {

  /** Copies the lists. */
  public SendEmail {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    replyTo = List.copyOf(replyTo);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("to needs an address");
    }
  }
}
