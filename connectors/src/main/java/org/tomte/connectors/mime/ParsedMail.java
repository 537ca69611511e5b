package org.tomte.connectors.mime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;

/**
 * A mail as an event sees it.
 *
 * @param fields as {@link MailParser#DECLARED} says
 * @param attachments the files of the mail, then those of the mails in it
 */
public record ParsedMail(Map<String, @Nullable Object> fields, List<Attachment> attachments) {}
