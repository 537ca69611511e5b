package org.tomte.connectors.mime;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Content;

/** Makes the fields of one mail, without the mails in it. */
final class MailBuilder {
  private static final Pattern ID = Pattern.compile("<([^<>]*+)>");
  private static final int MOST_IDS = 1_000;

  private final MailBody body;
  private final Reading reading;
  private final Reading.Problems problems;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private final List<Attachment> attachments = new ArrayList<>();

  private MailBuilder(MimePart mail, Reading reading, Reading.Problems problems) {
    this.reading = reading;
    this.problems = problems;
    this.body = MailBody.of(mail, reading, problems);
    addHeaders(mail.headers());
    addBody(body.text(), body.html());
    addAttachments();
    MailKind kind = MailKind.of(mail);
    fields.put("kind", kind.word());
    if (kind == MailKind.BOUNCE) {
      fields.put("failed_recipients", MailKind.recipients(mail));
    }
    fields.put("campaign", Campaign.of(fields));
    fields.put("problems", problems.list());
  }

  static MailBuilder of(byte[] mail, Reading reading, Reading.Problems problems) {
    return new MailBuilder(MimeTree.of(mail, reading, problems), reading, problems);
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  List<MailBody.AttachedFile> files() {
    return body.files();
  }

  Reading.Problems problems() {
    return problems;
  }

  void refreshProblems() {
    fields.put("problems", problems.list());
  }

  private void addHeaders(List<HeaderField> headers) {
    addAll(headers);
    String subject = first(headers, "subject");
    if (subject != null) {
      fields.put("subject", Words.decode(subject));
    }
    addAddresses(headers);
    addDate(first(headers, "date"));
    List<String> ids = ids(first(headers, "message-id"));
    if (!ids.isEmpty()) {
      fields.put("message_id", ids.getFirst());
    }
    fields.put("in_reply_to", ids(first(headers, "in-reply-to")));
    fields.put("references", ids(first(headers, "references")));
    fields.put("authentication_results", values(headers, "authentication-results"));
    Map<String, @Nullable Object> verdict =
        AuthenticationVerdict.of(
            values(headers, "authentication-results"), reading.trustedServers());
    if (verdict != null) {
      fields.put("authentication", verdict);
    }
    fields.put("received", values(headers, "received").stream().map(ReceivedHops::of).toList());
  }

  /** Every header by its name; one that stands more than once is a list. */
  private void addAll(List<HeaderField> headers) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (HeaderField field : headers) {
      lists.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(Words.decode(field.value()));
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    lists.forEach((name, list) -> all.put(name, list.size() == 1 ? list.getFirst() : list));
    fields.put("headers", all);
    for (String name : List.of("from", "subject", "date", "message-id")) {
      if (lists.getOrDefault(name, List.of()).size() > 1) {
        problems.add("repeated-header: " + name + "; the first counts");
      }
    }
  }

  private void addAddresses(List<HeaderField> headers) {
    List<Map<String, @Nullable Object>> from = addresses(headers, "from");
    fields.put("all_from", from);
    if (!from.isEmpty()) {
      fields.put("from", from.getFirst());
    }
    List<Map<String, @Nullable Object>> sender = addresses(headers, "sender");
    if (!sender.isEmpty()) {
      fields.put("sender", sender.getFirst());
    }
    fields.put("reply_to", addresses(headers, "reply-to"));
    fields.put("to", addresses(headers, "to"));
    fields.put("cc", addresses(headers, "cc"));
    fields.put("bcc", addresses(headers, "bcc"));
  }

  private static List<Map<String, @Nullable Object>> addresses(
      List<HeaderField> headers, String name) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (String value : values(headers, name)) {
      all.addAll(Addresses.of(value));
    }
    return all;
  }

  private void addDate(@Nullable String written) {
    OffsetDateTime date = written == null ? null : MailDates.of(written);
    if (date == null) {
      problems.add(written == null ? "date-missing" : "date-unreadable: " + Words.cut(written, 60));
      return;
    }
    fields.put("date", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date));
  }

  private void addBody(String text, String html) {
    List<Map<String, @Nullable Object>> links = new ArrayList<>();
    if (!text.isEmpty()) {
      fields.put("text", text);
      Html.links(text, reading.limits().links(), links);
    }
    if (!html.isEmpty()) {
      fields.put("html", html);
      Html.read(html, reading.limits().links(), fields, links);
    }
    fields.put("links", links);
  }

  private void addAttachments() {
    List<Map<String, @Nullable Object>> described = new ArrayList<>();
    for (MailBody.AttachedFile file : body.files()) {
      Map<String, @Nullable Object> fieldsOfFile = new LinkedHashMap<>();
      String sha256 = MailParser.sha256(file.content());
      fieldsOfFile.put("name", file.name());
      String extension = MailBody.extension(file.name());
      if (extension != null) {
        fieldsOfFile.put("extension", extension);
      }
      fieldsOfFile.put("media_type", file.mediaType());
      fieldsOfFile.put("size", (long) file.content().length);
      fieldsOfFile.put("sha256", sha256);
      fieldsOfFile.put("inline", file.inline());
      described.add(fieldsOfFile);
      attachments.add(
          new Attachment(file.name(), file.mediaType(), sha256, Content.of(file.content())));
    }
    fields.put("attachments", described);
  }

  /**
   * The mail that was forwarded inside the text of this one; null when there is none. The files of
   * this mail are taken as its own, because mail programs forward them so.
   */
  @Nullable Map<String, @Nullable Object> forwarded() {
    Object seen = fields.getOrDefault("text", fields.get("html_text"));
    InlineForward.Found found = seen instanceof String text ? InlineForward.in(text) : null;
    if (found == null) {
      return null;
    }
    Reading.Problems own = new Reading.Problems();
    MailBuilder inner =
        new MailBuilder(
            new MimePart(found.headers(), MediaType.of("text/plain"), new byte[0], List.of()),
            reading,
            own);
    inner.addBody(found.text(), "");
    inner.fields.put("attachments", fields.get("attachments"));
    inner.fields.put("links", fields.get("links"));
    inner.fields.put("campaign", Campaign.of(inner.fields));
    return inner.fields;
  }

  private static @Nullable String first(List<HeaderField> headers, String name) {
    List<String> values = values(headers, name);
    return values.isEmpty() ? null : values.getFirst();
  }

  private static List<String> values(List<HeaderField> headers, String name) {
    return headers.stream()
        .filter(field -> field.name().equals(name))
        .map(HeaderField::value)
        .toList();
  }

  /** Message ids without their brackets (RFC 5322 section 3.6.4), or the bare words. */
  static List<String> ids(@Nullable String value) {
    List<String> ids = new ArrayList<>();
    if (value == null) {
      return ids;
    }
    Matcher id = ID.matcher(value);
    while (id.find() && ids.size() < MOST_IDS) {
      ids.add(id.group(1).strip());
    }
    ids.removeIf(String::isEmpty);
    if (ids.isEmpty() && value.indexOf('<') < 0 && !value.isBlank()) {
      ids.addAll(List.of(value.strip().split("\\s+")));
    }
    return ids;
  }
}
