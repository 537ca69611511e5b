package org.tomte.connectors.mime;

import static org.tomte.connectors.mime.Comparison.all;
import static org.tomte.connectors.mime.Comparison.because;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares our parts, contents and main headers with what Stalwart's mail-parser expects. */
class StalwartMailTest {

  @Test
  void partsContentsAndHeadersAreThoseThatStalwartExpects() {
    Comparison comparison = new Comparison();
    for (Path json : Samples.files("stalwart-eml", ".json")) {
      boolean crlf = json.toString().endsWith(".crlf.json");
      String stem = json.getFileName().toString().replaceAll("(\\.crlf)?\\.json$", "");
      byte[] mail = Samples.bytes(json.resolveSibling(stem + ".eml"));
      String id = Objects.requireNonNull(json.getParent()).getFileName() + "/" + stem;
      compare(comparison, id, crlf ? crlf(mail) : mail, Samples.map(Samples.json(json)));
    }
    comparison.check(
        398,
        all(
            because(
                "a multipart without parts is read as text, so that nothing is lost",
                "malformed/000",
                "malformed/001",
                "malformed/004"),
            because(
                "a boundary that ends in hyphens is the end of the multipart; the rest is named as"
                    + " a problem",
                "malformed/005"),
            because("the line of the boundary stands in the header here", "malformed/007"),
            because(
                "the boundary of an outer multipart ends the inner ones (RFC 2046 section 5.1.2)",
                "malformed/009",
                "malformed/011",
                "malformed/012",
                "malformed/012/mail",
                "malformed/016"),
            because(
                "the first of repeated headers counts, and boundaries differ by case",
                "malformed/019"),
            because(
                "the first Content-Type counts, so the text is a preamble; a problem names it",
                "malformed/020",
                "malformed/021"),
            because("a comment is not part of a name that is there", "rfc/002/mail")));
  }

  private static byte[] crlf(byte[] mail) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte before = 0;
    for (byte octet : mail) {
      if (octet == '\n' && before != '\r') {
        bytes.write('\r');
      }
      bytes.write(octet);
      before = octet;
    }
    return bytes.toByteArray();
  }

  private static void compare(
      Comparison comparison, String id, byte[] mail, Map<String, @Nullable Object> expected) {
    MimePart root =
        MimeTree.of(
            mail, new Reading(MailLimits.DEFAULT, java.util.Set.of()), new Reading.Problems());
    List<Object> leaves = new ArrayList<>();
    leaves(Samples.list(expected.get("parts")), 0, leaves);
    List<MimePart> ours = new ArrayList<>();
    leaves(root, ours);
    comparison.compare(id, leaves.size(), ours.size());
    for (int i = 0; i < Math.min(leaves.size(), ours.size()); i++) {
      compareLeaf(comparison, id, Samples.map(leaves.get(i)), ours.get(i));
    }
    if (!leaves.isEmpty()) {
      compareHeaders(
          comparison,
          id,
          Samples.map(Samples.list(expected.get("parts")).getFirst()),
          Samples.parse(mail).fields());
    }
  }

  private static void leaves(List<@Nullable Object> parts, int at, List<Object> leaves) {
    if (at >= parts.size()) {
      return;
    }
    Object part = Objects.requireNonNull(parts.get(at));
    Object body = Samples.map(part).get("body");
    Object children = body instanceof Map ? Samples.map(body).get("Multipart") : null;
    if (children == null) {
      leaves.add(part);
      return;
    }
    for (Object child : Samples.list(children)) {
      leaves(parts, (Integer) Objects.requireNonNull(child), leaves);
    }
  }

  private static void leaves(MimePart part, List<MimePart> leaves) {
    if (part.children().isEmpty() && !part.type().name().startsWith("multipart/")) {
      leaves.add(part);
    }
    part.children().forEach(child -> leaves(child, leaves));
  }

  private static void compareLeaf(
      Comparison comparison, String id, Map<String, @Nullable Object> theirs, MimePart ours) {
    Map<String, @Nullable Object> body = Samples.map(theirs.get("body"));
    String kind = body.keySet().iterator().next();
    switch (kind) {
      case "Text", "Html" ->
          comparison.compare(
              id,
              lines(String.valueOf(body.get(kind))),
              lines(
                  Charsets.decode(
                      ours.body(), ours.type().parameter("charset"), new Reading.Problems())));
      case "Message" -> compare(comparison, id + "/mail", ours.body(), Samples.map(body.get(kind)));
      default ->
          comparison.compare(
              id,
              text(body.get(kind)),
              lines(new String(ours.body(), StandardCharsets.ISO_8859_1)));
    }
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }

  private static String text(@Nullable Object numbers) {
    if (numbers instanceof String text) {
      return lines(text);
    }
    StringBuilder text = new StringBuilder();
    for (Object number : Samples.list(numbers)) {
      text.append((char) ((Integer) Objects.requireNonNull(number)).intValue());
    }
    return lines(text.toString());
  }

  private static void compareHeaders(
      Comparison comparison,
      String id,
      Map<String, @Nullable Object> root,
      Map<String, @Nullable Object> ours) {
    for (Object entry : Samples.list(root.get("headers"))) {
      Map<String, @Nullable Object> header = Samples.map(entry);
      Map<String, @Nullable Object> value =
          header.get("value") instanceof Map ? Samples.map(header.get("value")) : Map.of();
      String name = String.valueOf(header.get("name"));
      switch (name) {
        case "subject" -> comparison.compare(id, value.get("Text"), ours.get("subject"));
        case "date" ->
            comparison.compare(
                id, HeaderTableTest.date(value.get("DateTime")), instant(ours.get("date")));
        case "message_id" -> comparison.compare(id, value.get("Text"), ours.get("message_id"));
        case "from" ->
            comparison.compare(
                id,
                addresses(value.get("Address")),
                addresses(Collections.singletonMap("List", ours.get("all_from"))));
        case "to" ->
            comparison.compare(
                id,
                addresses(value.get("Address")),
                addresses(Collections.singletonMap("List", ours.get("to"))));
        default -> {}
      }
    }
  }

  private static @Nullable String instant(@Nullable Object date) {
    return date == null ? null : OffsetDateTime.parse((String) date).toInstant().toString();
  }

  private static List<String> addresses(@Nullable Object expected) {
    List<String> flat = new ArrayList<>();
    for (Object entry : Samples.list(Samples.map(expected).get("List"))) {
      flat.add(Samples.map(entry).get("name") + " <" + Samples.map(entry).get("address") + ">");
    }
    for (Object group : Samples.list(Samples.map(expected).get("Group"))) {
      flat.addAll(addresses(Collections.singletonMap("List", Samples.map(group).get("addresses"))));
    }
    return flat;
  }
}
