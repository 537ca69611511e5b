package org.tomte.connectors.imap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Seal;
import org.tomte.connectors.mime.MailLimits;
import org.tomte.connectors.mime.MailParser;
import org.tomte.connectors.mime.OwnMail;
import org.tomte.connectors.mime.ParsedMail;

/** Makes events of mails. */
final class MailEvents {
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>;,\"()@]{1,128}@[^\\s<>;,\"()@]{1,255}");
  private static final List<String> DELIVERY =
      List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to");

  private final MailParser parser;

  MailEvents(ImapSettings settings, Seal seal) {
    this.parser =
        new MailParser(
            MailLimits.DEFAULT.withBytes(settings.maxMailBytes()), List.of(), new OwnMail(seal));
  }

  Event event(Selected folder, Envelope envelope, String key, byte[] bytes) {
    ParsedMail mail = parsed(bytes);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(mail.fields());
    Map<String, @Nullable Object> place = new LinkedHashMap<>();
    place.put("folder", folder.folder());
    place.put("uid", envelope.uid());
    place.put("uid_validity", folder.uidValidity());
    if (envelope.arrived() != null) {
      place.put("arrived", envelope.arrived().toString());
    }
    place.put("size", envelope.size());
    fields.put("mailbox", place);
    return new Event(
        key,
        new Position.Id(folder.position(envelope.uid())),
        envelope.arrived(),
        null,
        fields,
        mail.attachments(),
        new Raw("message/rfc822", Content.of(bytes)),
        null);
  }

  /** The fields of a mail or of its header alone. */
  Map<String, @Nullable Object> fields(byte[] bytes) {
    return parsed(bytes).fields();
  }

  private ParsedMail parsed(byte[] bytes) {
    ParsedMail mail = parser.parse(bytes);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(mail.fields());
    fields.put("delivered_to", deliveredTo(fields));
    return new ParsedMail(fields, mail.attachments());
  }

  /** By which addresses a mail came, as servers on its way wrote them down; the last one first. */
  private static List<String> deliveredTo(Map<String, @Nullable Object> fields) {
    Set<String> found = new LinkedHashSet<>();
    if (fields.get("headers") instanceof Map<?, ?> headers) {
      for (String name : DELIVERY) {
        Object value = headers.get(name);
        for (Object one : value instanceof List<?> list ? list : listOf(value)) {
          addAddresses(found, one);
        }
      }
    }
    if (fields.get("received") instanceof List<?> hops) {
      for (Object hop : hops) {
        addAddresses(found, hop instanceof Map<?, ?> map ? map.get("for") : null);
      }
    }
    return new ArrayList<>(found);
  }

  private static List<?> listOf(@Nullable Object value) {
    return value == null ? List.of() : List.of(value);
  }

  private static void addAddresses(Set<String> found, @Nullable Object text) {
    Matcher matcher = ADDRESS.matcher(text instanceof String written ? written : "");
    while (matcher.find()) {
      found.add(matcher.group().toLowerCase(Locale.ROOT));
    }
  }
}
