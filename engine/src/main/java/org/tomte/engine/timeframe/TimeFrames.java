package org.tomte.engine.timeframe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All time frames of an instance by name.
 *
 * @param byName the frames by their names
 */
public record TimeFrames(Map<String, TimeFrame> byName) {

  /** No frames. */
  public static final TimeFrames NONE = new TimeFrames(Map.of());

  /** Copies the map. */
  public TimeFrames {
    byName = Map.copyOf(byName);
  }

  /**
   * The frames of a list.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public static TimeFrames of(List<TimeFrame> frames) {
    Map<String, TimeFrame> byName = new LinkedHashMap<>();
    for (TimeFrame frame : frames) {
      if (byName.put(frame.name(), frame) != null) {
        throw new IllegalArgumentException(
            "two time frames have the name '%s'; a name must be unique".formatted(frame.name()));
      }
    }
    return new TimeFrames(byName);
  }

  /**
   * The frame with the name.
   *
   * @throws IllegalArgumentException if there is none; the text lists near names
   */
  public TimeFrame get(String name) {
    @Nullable TimeFrame frame = byName.get(name);
    if (frame == null) {
      throw new IllegalArgumentException(
          "there is no time frame '%s'; %s"
              .formatted(name, NearNames.hint(name, byName.keySet(), "no time frame is defined")));
    }
    return frame;
  }

  /**
   * Gives each {@code during} of siblings (the entries of one schedule, the rules of one daemon,
   * the actions of one rule) its frames, in the same order. {@code otherwise} means that no frame
   * named by one of the siblings is open.
   *
   * @throws IllegalArgumentException if a frame does not exist, or {@code otherwise} stands without
   *     a sibling that names a frame
   */
  public List<FrameCondition> resolve(List<During> siblings) {
    Set<TimeFrame> named = new LinkedHashSet<>();
    siblings.forEach(during -> during.frameNames().forEach(name -> named.add(get(name))));
    List<FrameCondition> conditions = new ArrayList<>();
    for (During during : siblings) {
      conditions.add(condition(during, named));
    }
    return List.copyOf(conditions);
  }

  private FrameCondition condition(During during, Set<TimeFrame> named) {
    return switch (during) {
      case During.Always _ -> FrameCondition.ALWAYS;
      case During.Named(List<String> names) ->
          new FrameCondition(names.stream().map(this::get).toList(), false);
      case During.Otherwise _ -> {
        if (named.isEmpty()) {
          throw new IllegalArgumentException(
              "'during: otherwise' needs a sibling that names a time frame; leave it out for"
                  + " always");
        }
        yield new FrameCondition(List.copyOf(named), true);
      }
    };
  }
}
