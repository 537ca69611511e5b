package org.tomte.connectors.imap;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** Requirements on a mail, of which each must hold; within one requirement one text is enough. */
public record MailFilter(
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
        @Nullable Words deliveredTo) {

  /** Checks names of headers. */
  public MailFilter {
    header = Map.copyOf(header);
    for (String name : header.keySet()) {
      if (!name.matches("[!-9;-~]{1,100}")) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is no name of a header; valid is for example X-Spam-Flag");
      }
    }
  }

  boolean isEmpty() {
    return from == null
        && to == null
        && subject == null
        && body == null
        && header.isEmpty()
        && deliveredTo == null;
  }
}
