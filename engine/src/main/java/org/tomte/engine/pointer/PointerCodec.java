package org.tomte.engine.pointer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.GapLedger.Gap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored form of pointers: one compact JSON object (RFC 8259) with the number of its format, so
 * that later programs can read older pointers and older ones refuse newer.
 */
public final class PointerCodec {

  /** The format written now. */
  public static final int SCHEMA = 1;

  /** No stored pointer is larger, in UTF-8 bytes. */
  public static final int LARGEST = 1 << 20;

  private static final JsonMapper JSON = new JsonMapper();

  private PointerCodec() {}

  /**
   * Writes a pointer.
   *
   * @throws PointerFault when it would be larger than {@link #LARGEST}
   */
  public static String write(PointerState state) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", SCHEMA);
    json.put("kind", state.kind());
    switch (state) {
      case OrderedIdsPointer ids -> writeIds(json, ids);
      case WatermarkPointer watermark -> writeWatermark(json, watermark);
      case TokenPointer token -> writeToken(json, token);
      case SnapshotPointer snapshot -> writeSnapshot(json, snapshot);
    }
    Opening opening = state.opening();
    if (opening != null) {
      json.put("opening", opening.cutoff() == null ? "known" : opening.cutoff().toString());
    }
    String text = json.toString();
    checkSize(text);
    return text;
  }

  /**
   * Reads a pointer of any kind.
   *
   * @throws PointerFault when the text is no pointer, is too large, or was written by a newer
   *     program
   */
  public static PointerState read(String text) {
    checkSize(text);
    try {
      JsonNode json = JSON.readTree(text);
      Fields fields = new Fields(json);
      long schema = fields.number("schema");
      if (schema != SCHEMA) {
        throw PointerFault.configuration(
            "The pointer is stored in format %d, this program reads format %d: upgrade, or reset"
                    .formatted(schema, SCHEMA)
                + " the pointer.");
      }
      return switch (fields.text("kind")) {
        case OrderedIdsPointer.KIND -> readIds(fields);
        case WatermarkPointer.KIND -> readWatermark(fields);
        case TokenPointer.KIND -> readToken(fields);
        case SnapshotPointer.KIND -> readSnapshot(fields);
        default -> throw damaged("the kind \"%s\" is unknown".formatted(fields.text("kind")));
      };
    } catch (JacksonException e) {
      throw damaged("it is no JSON object (%s)".formatted(e.getOriginalMessage()));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads a pointer for a stream.
   *
   * @throws PointerFault also when the pointer is of another kind than the stream
   */
  public static PointerState read(String text, StreamKind kind) {
    PointerState state = read(text);
    if (!state.kind().equals(PointerState.kindOf(kind))) {
      throw PointerFault.wrongKind(state.kind(), PointerState.kindOf(kind));
    }
    return state;
  }

  private static void writeIds(ObjectNode json, OrderedIdsPointer ids) {
    put(json, "start", ids.start());
    put(json, "highest", ids.highest());
    put(json, "latest", ids.latest());
    put(json, "unsorted", ids.unsorted());
    if (ids.gaps().gaps().isEmpty()) {
      return;
    }
    put(json, "gaps-read", ids.gaps().readAt());
    ArrayNode gaps = json.putArray("gaps");
    for (Gap gap : ids.gaps().gaps()) {
      gaps.addArray().add(gap.first()).add(gap.last()).add(gap.noticed().toString());
    }
  }

  private static PointerState readIds(Fields fields) {
    List<Gap> gaps = new ArrayList<>();
    for (JsonNode gap : fields.list("gaps")) {
      if (gap.size() != 3) {
        throw damaged("a gap has first id, last id and time");
      }
      gaps.add(
          new Gap(
              gap.get(0).longValue(),
              gap.get(1).longValue(),
              Instant.parse(gap.get(2).stringValue())));
    }
    return new OrderedIdsPointer(
        fields.numberOrNull("start"),
        fields.numberOrNull("highest"),
        gaps.isEmpty() ? GapLedger.EMPTY : new GapLedger(gaps, fields.instantOrNull("gaps-read")),
        fields.instantOrNull("latest"),
        fields.flag("unsorted"),
        fields.opening());
  }

  private static void writeWatermark(ObjectNode json, WatermarkPointer watermark) {
    put(json, "start", watermark.start());
    put(json, "time", watermark.time());
    put(json, "unsorted", watermark.unsorted());
    KeyMemory memory = watermark.memory();
    if (!memory.steps().isEmpty()) {
      ObjectNode keys = json.putObject("keys");
      memory.steps().forEach((step, hashes) -> keys.put(step.toString(), join(hashes)));
    }
    if (memory.unlistedUntil() != null) {
      json.put("unlisted", memory.unlisted());
      json.put("unlisted-until", memory.unlistedUntil().toString());
    }
  }

  private static PointerState readWatermark(Fields fields) {
    TreeMap<Instant, Set<KeyHash>> steps = new TreeMap<>();
    for (var entry : fields.object("keys").properties()) {
      steps.put(
          Instant.parse(entry.getKey()),
          new LinkedHashSet<>(split(entry.getValue().stringValue())));
    }
    Instant until = fields.instantOrNull("unlisted-until");
    long unlisted = until == null ? 0 : fields.number("unlisted");
    return new WatermarkPointer(
        fields.instantOrNull("start"),
        fields.instantOrNull("time"),
        new KeyMemory(steps, unlisted, until),
        fields.flag("unsorted"),
        fields.opening());
  }

  private static void writeToken(ObjectNode json, TokenPointer token) {
    if (token.token() != null) {
      json.put("token", token.token());
    }
    if (!token.handled().isEmpty()) {
      json.put("keys", join(token.handled()));
    }
  }

  private static PointerState readToken(Fields fields) {
    String keys = fields.textOrNull("keys");
    return new TokenPointer(
        fields.textOrNull("token"), keys == null ? List.of() : split(keys), fields.opening());
  }

  private static void writeSnapshot(ObjectNode json, SnapshotPointer snapshot) {
    json.put("generation", snapshot.generation());
    json.put("members", snapshot.members());
    put(json, "confirmed", snapshot.confirmed());
    put(json, "again", snapshot.again());
  }

  private static PointerState readSnapshot(Fields fields) {
    return new SnapshotPointer(
        fields.number("generation"),
        fields.number("members"),
        fields.flag("confirmed"),
        fields.flag("again"),
        fields.opening());
  }

  private static void put(ObjectNode json, String name, @Nullable Long value) {
    if (value != null) {
      json.put(name, value.longValue());
    }
  }

  private static void put(ObjectNode json, String name, @Nullable Instant value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  private static void put(ObjectNode json, String name, boolean value) {
    if (value) {
      json.put(name, true);
    }
  }

  private static String join(Collection<KeyHash> hashes) {
    ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * KeyHash.BYTES);
    hashes.forEach(hash -> bytes.putLong(hash.high()).putLong(hash.low()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static List<KeyHash> split(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length % KeyHash.BYTES != 0) {
      throw damaged("the remembered keys are cut off");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<KeyHash> hashes = new ArrayList<>(bytes.length / KeyHash.BYTES);
    while (buffer.hasRemaining()) {
      hashes.add(new KeyHash(buffer.getLong(), buffer.getLong()));
    }
    return hashes;
  }

  private static void checkSize(String text) {
    if (text.length() > LARGEST || text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw PointerFault.configuration(
          "The pointer takes more than %s bytes: remember fewer keys, or reset it."
              .formatted(PointerWords.number(LARGEST)));
    }
  }

  private static PointerFault damaged(String reason) {
    return PointerFault.configuration(
        "The stored pointer cannot be read, %s: reset the pointer.".formatted(reason));
  }

  /** Reads the fields of one stored pointer; what is missing or of another type is damage. */
  private record Fields(JsonNode json) {

    Fields {
      if (!json.isObject()) {
        throw damaged("it is no JSON object");
      }
    }

    private @Nullable JsonNode get(String name) {
      JsonNode value = json.get(name);
      return value == null || value.isNull() ? null : value;
    }

    long number(String name) {
      Long value = numberOrNull(name);
      if (value == null) {
        throw damaged("\"%s\" is missing".formatted(name));
      }
      return value;
    }

    @Nullable Long numberOrNull(String name) {
      JsonNode value = get(name);
      if (value == null) {
        return null;
      }
      if (!value.isIntegralNumber() || !value.canConvertToLong()) {
        throw damaged("\"%s\" is no whole number".formatted(name));
      }
      return value.longValue();
    }

    String text(String name) {
      String value = textOrNull(name);
      if (value == null) {
        throw damaged("\"%s\" is missing".formatted(name));
      }
      return value;
    }

    @Nullable String textOrNull(String name) {
      JsonNode value = get(name);
      if (value == null) {
        return null;
      }
      if (!value.isString()) {
        throw damaged("\"%s\" is no text".formatted(name));
      }
      return value.stringValue();
    }

    @Nullable Instant instantOrNull(String name) {
      String value = textOrNull(name);
      return value == null ? null : Instant.parse(value);
    }

    boolean flag(String name) {
      JsonNode value = get(name);
      return value != null && value.booleanValue();
    }

    JsonNode list(String name) {
      JsonNode value = get(name);
      return value == null ? JSON.createArrayNode() : value;
    }

    JsonNode object(String name) {
      JsonNode value = get(name);
      return value == null ? JSON.createObjectNode() : value;
    }

    @Nullable Opening opening() {
      String value = textOrNull("opening");
      if (value == null) {
        return null;
      }
      return value.equals("known") ? Opening.ALL_KNOWN : new Opening(Instant.parse(value));
    }
  }
}
