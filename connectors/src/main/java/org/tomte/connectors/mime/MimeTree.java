package org.tomte.connectors.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/** Cuts a mail into its parts; nested mails stay bytes. What was read before a fault is kept. */
final class MimeTree {
  private static final MimeConfig CONFIG =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxContentLen(-1)
          .setMalformedHeaderStartsBody(false)
          .build();

  private final Reading reading;
  private final Reading.Problems problems;
  private final MimeTokenStream tokens;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable MimePart root;

  private MimeTree(Reading reading, Reading.Problems problems) {
    this.reading = reading;
    this.problems = problems;
    this.tokens =
        new MimeTokenStream(CONFIG, new HeaderMonitor(problems), new LenientDescriptors());
  }

  /** Notes header lines that are not header fields; the parser leaves them out. */
  private static final class HeaderMonitor extends DecodeMonitor {
    private final Reading.Problems problems;

    HeaderMonitor(Reading.Problems problems) {
      this.problems = problems;
    }

    @Override
    public boolean warn(String error, String dropped) {
      problems.add("header-broken: a line that is no header field is left out");
      return false;
    }

    @Override
    public boolean isListening() {
      return true;
    }
  }

  /** A part whose end was not seen yet. */
  private static final class Open {
    private final List<HeaderField> headers = new ArrayList<>();
    private final List<MimePart> children = new ArrayList<>();
    private final boolean inDigest;
    private byte[] body = new byte[0];
    private boolean multipart;
    private boolean hadParts;

    Open(boolean inDigest) {
      this.inDigest = inDigest;
    }

    String header(String name) {
      return headers.stream()
          .filter(field -> field.name().equals(name))
          .map(HeaderField::value)
          .findFirst()
          .orElse("");
    }

    MediaType type() {
      MediaType written = MediaType.of(header("content-type"));
      String fallback = inDigest ? "message/rfc822" : "text/plain";
      return written.name().contains("/") ? written : new MediaType(fallback, written.parameters());
    }
  }

  static MimePart of(byte[] mail, Reading reading, Reading.Problems problems) {
    MimeTree tree = new MimeTree(reading, problems);
    try {
      tree.read(mail);
    } catch (MimeException | IOException fault) {
      problems.add("structure-broken: " + fault.getMessage());
    } catch (RuntimeException fault) {
      // Whatever a hostile mail does to the parser, the parts before it are worth having.
      problems.add("structure-broken: the parser gave up");
    }
    while (!tree.open.isEmpty()) {
      tree.end();
    }
    MimePart root = tree.root;
    if (root == null || root.headers().isEmpty()) {
      problems.add("headers-missing: all of it is read as text");
      return new MimePart(List.of(), MediaType.of("text/plain"), mail, List.of());
    }
    return root;
  }

  private void read(byte[] mail) throws MimeException, IOException {
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(new ByteArrayInputStream(mail));
    EntityState state = tokens.getState();
    while (state != EntityState.T_END_OF_STREAM) {
      if (!handle(state)) {
        return;
      }
      state = tokens.next();
    }
  }

  /** False when no more parts are wanted. */
  private boolean handle(EntityState state) throws IOException {
    switch (state) {
      case T_START_MESSAGE, T_START_BODYPART -> {
        if (!reading.takePart()) {
          problems.add("limit-parts: more than " + reading.limits().parts() + " parts");
          return false;
        }
        open.push(
            new Open(!open.isEmpty() && open.getFirst().type().name().equals("multipart/digest")));
      }
      case T_FIELD -> addField(tokens.getField());
      case T_END_HEADER -> limitNesting();
      case T_START_MULTIPART -> open.getFirst().multipart = true;
      case T_PREAMBLE -> open.getFirst().body = tokens.getInputStream().readAllBytes();
      case T_EPILOGUE -> noteEpilogue(tokens.getInputStream().readAllBytes());
      case T_BODY -> readBody();
      case T_END_BODYPART, T_END_MESSAGE -> end();
      case T_START_HEADER, T_END_MULTIPART, T_RAW_ENTITY, T_END_OF_STREAM -> {}
    }
    return true;
  }

  private void addField(Field field) {
    List<HeaderField> headers = open.getFirst().headers;
    if (headers.size() >= reading.limits().headers()) {
      problems.add("limit-headers: more than " + reading.limits().headers() + " header fields");
      return;
    }
    ByteSequence raw = field.getRaw();
    byte[] bytes =
        raw == null
            ? TransferDecoding.ascii(field.getName() + ":" + field.getBody())
            : raw.toByteArray();
    int longest = reading.limits().headerLength();
    if (bytes.length > longest) {
      problems.add("limit-header-length: " + Words.cut(field.getName(), 60) + " is cut");
      bytes = Arrays.copyOf(bytes, longest);
    }
    headers.add(HeaderField.of(field.getName(), bytes));
  }

  /** Deeper multiparts are taken as bytes: readers of multiparts stack up. */
  private void limitNesting() {
    boolean deep = open.size() > reading.limits().nesting();
    if (deep) {
      problems.add("limit-nesting: multiparts deeper than " + reading.limits().nesting());
    }
    tokens.setRecursionMode(deep ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
  }

  private void readBody() throws IOException {
    Open part = open.getFirst();
    byte[] body = tokens.getInputStream().readAllBytes();
    part.body = TransferDecoding.decode(body, part.header("content-transfer-encoding"), problems);
  }

  private void end() {
    Open part = open.pop();
    MediaType type = part.type();
    boolean blank = isBlank(part.body);
    boolean childless = part.multipart && !part.hadParts;
    boolean asText = childless && !blank;
    notePreamble(part, blank);
    if (childless && blank) {
      problems.add("no-parts: a " + Words.cut(type.name(), 60) + " is empty");
    }
    if (asText) {
      problems.add("no-parts: a " + Words.cut(type.name(), 60) + " without parts is read as text");
      type = new MediaType("text/plain", type.parameters());
    }
    byte[] body = part.multipart && !asText ? new byte[0] : part.body;
    MimePart made = new MimePart(List.copyOf(part.headers), type, body, List.copyOf(part.children));
    if (!open.isEmpty()) {
      open.getFirst().hadParts = true;
    }
    if (open.isEmpty()) {
      root = made;
    } else if (!blank || !part.headers.isEmpty() || !part.children.isEmpty()) {
      open.getFirst().children.add(made);
    }
  }

  private static boolean isBlank(byte[] text) {
    for (byte octet : text) {
      if (!Character.isWhitespace(octet & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  private void noteEpilogue(byte[] epilogue) {
    if (!isBlank(epilogue)) {
      problems.add("epilogue: text after the last part is not shown");
    }
  }

  /** Mail programs do not show what stands before the first part, so it is no text of the mail. */
  private void notePreamble(Open part, boolean blank) {
    if (part.hadParts
        && !blank
        && !new String(part.body, StandardCharsets.ISO_8859_1).contains("MIME")) {
      problems.add("preamble: text before the first part is not shown");
    }
  }
}
