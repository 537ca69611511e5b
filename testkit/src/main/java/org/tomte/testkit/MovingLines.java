package org.tomte.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Raw;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.run.Judge;

/** Lines of which one object stands for one after the other, as connectors hand them over. */
final class MovingLines extends AbstractList<Arrival> {
  private final List<Line> lines;
  private final Moving moving = new Moving();

  MovingLines(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Tells by the text where it stands what another judge would not match. */
  static Judge glancing(Judge judge, String word) {
    byte[] octets = word.getBytes(StandardCharsets.US_ASCII);
    return new Judge() {
      @Override
      public Decision decide(String stream, Event event, Instant launch) {
        return judge.decide(stream, event, launch);
      }

      @Override
      public boolean isSurelyUnwanted(FieldsInPlace event, TextPlace place, Instant launch) {
        return event.look("text", place) instanceof TextPlace text && !text.contains(octets);
      }
    };
  }

  @Override
  public int size() {
    return lines.size();
  }

  @Override
  public Arrival get(int index) {
    moving.now = lines.get(index);
    return moving;
  }

  private static final class Moving implements Arrival, FieldsInPlace {
    private Line now = Line.of("", Instant.EPOCH);

    @Override
    public Instant received() {
      return now.received();
    }

    @Override
    public int size() {
      return now.size();
    }

    @Override
    public Map<String, @Nullable Object> fields() {
      return now.fields();
    }

    @Override
    public FieldsInPlace inPlace() {
      return this;
    }

    @Override
    public @Nullable Object look(String field, TextPlace place) {
      byte[] bytes = now.text().getBytes(StandardCharsets.UTF_8);
      return field.equals("text") && place.set(bytes, 0, bytes.length) ? place : null;
    }

    @Override
    public Arrival kept() {
      return now;
    }

    @Override
    public Raw raw() {
      return now.raw();
    }
  }
}
