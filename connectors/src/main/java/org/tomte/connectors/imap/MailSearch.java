package org.tomte.connectors.imap;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** Which mails of a folder are read. */
public record MailSearch(
    @Setting(
            value = "An address, a domain (its sub-domains too) or a part of the sender's name.",
            example = "example.com")
        @Nullable Words from,
    @Setting(value = "The same of To and Cc.", example = "soc@example.com") @Nullable Words to,
    @Setting(value = "A part of the subject.", example = "\"[SOC]\"") @Nullable Words subject,
    @Setting(value = "A part of the text.", example = "invoice") @Nullable Words body,
    @Setting(
            value = "A part of the header of this name.",
            fallback = "{}",
            example = "{X-Spam-Flag: \"yes\"}")
        Map<String, Words> header,
    @Setting(
            value =
                "An address or domain by which the mail came, as the servers on its way wrote it"
                    + " down: also for aliases, lists and blind copies.",
            example = "phishing@example.com")
        @Nullable Words deliveredTo,
    @Setting(
            value =
                "Only mails that nobody has opened when they are looked for; one that a person"
                    + " opens first is never read.",
            fallback = "false")
        boolean unseen,
    @Setting(value = "Only mails that arrived on this day (UTC) or later.", example = "2026-11-01")
        @Nullable LocalDate since,
    @Setting(value = "Requirements of which none may hold.", example = "{subject: newsletter}")
        @Nullable MailFilter not,
    @Setting(
            value = "Sets of requirements of which one is enough.",
            fallback = "[]",
            example = "[{from: a.example}, {subject: report}]")
        List<MailFilter> any) {

  /** Checks that something is looked for. */
  public MailSearch {
    header = Map.copyOf(header);
    any = List.copyOf(any);
    boolean other = unseen || since != null || not != null || !any.isEmpty();
    if (!other && new MailFilter(from, to, subject, body, header, deliveredTo).isEmpty()) {
      throw new IllegalArgumentException("search must say what to look for, or be left out");
    }
    if (any.stream().anyMatch(MailFilter::isEmpty) || (not != null && not.isEmpty())) {
      throw new IllegalArgumentException("a set of requirements must have at least one");
    }
  }

  /** The requirements that all must hold. */
  MailFilter all() {
    return new MailFilter(from, to, subject, body, header, deliveredTo);
  }

  /** Whether the texts of mails are looked at, not only their headers. */
  boolean needsText() {
    return body != null
        || (not != null && not.body() != null)
        || any.stream().anyMatch(filter -> filter.body() != null);
  }
}
