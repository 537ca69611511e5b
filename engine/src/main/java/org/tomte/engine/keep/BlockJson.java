package org.tomte.engine.keep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Item;
import org.tomte.engine.decision.Decision;

/**
 * Many events with their decisions as JSON lines of {@code event} (see {@link EventJson}) and
 * {@code decision} (see {@link DecisionJson}). Their raw forms are not kept.
 */
public final class BlockJson {

  /** What such a text is. */
  public static final String MEDIA_TYPE = "application/jsonl";

  private final StringBuilder text = new StringBuilder(4096);

  /** Adds one event. */
  public void add(Item item, Decision decision) {
    JsonText json = new JsonText(text);
    json.writeStartObject();
    json.writeName("event");
    EventJson.write(json, item);
    json.writeName("decision");
    DecisionJson.write(json, decision, null, false);
    json.writeEndObject();
    text.append('\n');
  }

  /** All events added so far. */
  public String text() {
    return text.toString();
  }

  /**
   * An event with its decision.
   *
   * @param item what came, without its raw form
   * @param decision what was made of it
   */
  public record Line(KeptItem item, StoredDecision decision) {}

  /** Reads what was added. */
  public static List<Line> read(String text, BlobStore blobs) {
    List<Line> lines = new ArrayList<>();
    text.lines().filter(line -> !line.isEmpty()).forEach(line -> lines.add(line(line, blobs)));
    return lines;
  }

  private static Line line(String line, BlobStore blobs) {
    Map<String, @Nullable Object> object = PlainJson.readObject(line);
    String event = PlainJson.write(Objects.requireNonNull(object.get("event"), "event"));
    if (!(object.get("decision") instanceof Map<?, ?> decision)) {
      throw new IllegalArgumentException("a kept line has no decision: " + line);
    }
    return new Line(EventJson.read(event, null, blobs), DecisionJson.read(decision));
  }
}
