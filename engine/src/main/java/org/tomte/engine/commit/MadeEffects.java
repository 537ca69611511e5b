package org.tomte.engine.commit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.keep.PlainJson;

/**
 * What the effects of one event made, at most one entry per (rule, action). Stored as a JSON list
 * of lists: rule, action, and where something was made the code of the object's kind, its id and
 * {@code joined} when the object was another event's.
 *
 * @param entries in the order in which they happened first
 */
public record MadeEffects(List<Made> entries) {

  /** Nothing was made. */
  public static final MadeEffects NONE = new MadeEffects(List.of());

  private static final String JOINED = "joined";

  /** Copies the list. */
  public MadeEffects {
    entries = List.copyOf(entries);
  }

  /**
   * What one effect made.
   *
   * @param rule the rule's id
   * @param action the action's id
   * @param object what it made or changed; null when its condition held it back
   * @param joined whether the object was there before the event
   */
  public record Made(String rule, String action, @Nullable ObjectRef object, boolean joined) {}

  /** The objects without repetition. */
  public List<ObjectRef> objects() {
    List<ObjectRef> objects = new ArrayList<>();
    for (Made made : entries) {
      ObjectRef object = made.object();
      if (object != null && !objects.contains(object)) {
        objects.add(object);
      }
    }
    return objects;
  }

  /** What an effect made; null when it has not happened. */
  public @Nullable Made of(String rule, String action) {
    for (Made made : entries) {
      if (made.rule().equals(rule) && made.action().equals(action)) {
        return made;
      }
    }
    return null;
  }

  /** The stored form. */
  public String json() {
    if (entries.isEmpty()) {
      return "[]";
    }
    List<List<?>> lists = new ArrayList<>();
    for (Made made : entries) {
      List<Object> parts = new ArrayList<>(List.of(made.rule(), made.action()));
      ObjectRef object = made.object();
      if (object != null) {
        parts.add(object.kind().code());
        parts.add(object.id());
        if (made.joined()) {
          parts.add(JOINED);
        }
      }
      lists.add(parts);
    }
    return PlainJson.write(lists);
  }

  /**
   * Reads the stored form.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static MadeEffects read(String json) {
    if (json.equals("[]")) {
      return NONE;
    }
    List<Made> entries = new ArrayList<>();
    if (PlainJson.read(json) instanceof List<?> list) {
      for (Object each : list) {
        entries.add(made(each, json));
      }
    }
    return new MadeEffects(entries);
  }

  private static Made made(@Nullable Object each, String json) {
    if (!(each instanceof List<?> parts) || parts.size() < 2) {
      throw new IllegalArgumentException("this does not tell what effects made: " + json);
    }
    ObjectRef object = null;
    if (parts.size() > 3 && parts.get(2) instanceof Long kind && parts.get(3) instanceof Long id) {
      object = new ObjectRef(ObjectKind.of(kind.intValue()), id);
    }
    boolean joined = parts.size() > 4 && JOINED.equals(parts.get(4));
    return new Made(String.valueOf(parts.get(0)), String.valueOf(parts.get(1)), object, joined);
  }
}
