package org.tomte.connectors.mime;

import static org.tomte.connectors.mime.Comparison.all;
import static org.tomte.connectors.mime.Comparison.because;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares our parts with those that Apache James Mime4J expects of its own samples. */
class Mime4jStructureTest {
  private static final Pattern BODY = Pattern.compile("<(?:text|binary)-body name=\"([^\"]+)\"");
  private static final Pattern FIELD = Pattern.compile("(?s)<field>\\s*([^:<]+):");

  @Test
  void partsAndTheirContentsAreThoseThatMime4jExpects() {
    Comparison comparison = new Comparison();
    for (Path message : Samples.files("mime4j-testmsgs", ".msg")) {
      String id = message.getFileName().toString().replace(".msg", "");
      Path described = message.resolveSibling(id + "_decoded.xml");
      if (!described.toFile().exists()) {
        continue;
      }
      String xml = new String(Samples.bytes(described), StandardCharsets.UTF_8);
      List<MimePart> leaves = new ArrayList<>();
      List<String> fields = new ArrayList<>();
      collect(tree(Samples.bytes(message)), leaves, fields);
      comparison.compare(id, fieldNames(xml), fields);
      List<String> bodies = bodies(message, xml);
      comparison.compare(id, bodies.size(), leaves.size());
      for (int i = 0; i < Math.min(bodies.size(), leaves.size()); i++) {
        comparison.compare(id, bodies.get(i), text(leaves.get(i).body()));
      }
    }
    comparison.check(
        52,
        all(
            because(
                "a mail without a header is text, all of it",
                "malformedHeader-noheader",
                "malformedHeaderStartsBody-noheader"),
            because(
                "a multipart without parts is read as text",
                "missing-inner-start-boundary",
                "multipartnopart"),
            because(
                "an empty part without header is left out",
                "multipartemptypart",
                "multipartnestedemptypartsnorfc822")));
  }

  private static MimePart tree(byte[] mail) {
    return MimeTree.of(
        mail, new Reading(MailLimits.DEFAULT, java.util.Set.of()), new Reading.Problems());
  }

  private static List<String> fieldNames(String xml) {
    List<String> names = new ArrayList<>();
    Matcher field = FIELD.matcher(xml);
    while (field.find()) {
      names.add(field.group(1).strip().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static List<String> bodies(Path message, String xml) {
    List<String> bodies = new ArrayList<>();
    Matcher body = BODY.matcher(xml);
    while (body.find()) {
      bodies.add(text(Samples.bytes(message.resolveSibling(body.group(1)))));
    }
    return bodies;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  private static void collect(MimePart part, List<MimePart> leaves, List<String> fields) {
    part.headers().forEach(field -> fields.add(field.name()));
    if (part.isMail()) {
      collect(tree(part.body()), leaves, fields);
    } else if (part.children().isEmpty() && !part.type().name().startsWith("multipart/")) {
      leaves.add(part);
    }
    part.children().forEach(child -> collect(child, leaves, fields));
  }
}
