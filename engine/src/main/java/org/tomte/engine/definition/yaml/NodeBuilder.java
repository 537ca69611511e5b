package org.tomte.engine.definition.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes the nodes of one document out of parse events. The library has no limit on nesting, so
 * depth and count are held here, before anything recurses deeper.
 */
final class NodeBuilder {

  /** Nodes that may be repeated by an alias, with what each costs when it is repeated. */
  private record Anchored(YamlNode node, int nodes, int depth) {}

  /** The document cannot be read on from here. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Place place;

    Refused(Place place, String message) {
      super(message);
      this.place = place;
    }
  }

  private final String file;
  private final int firstLine;
  private final String text;
  private final int[] codePoints;
  private final FaultList faults;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int deepest;

  NodeBuilder(String file, int firstLine, String text, FaultList faults) {
    this.file = file;
    this.firstLine = firstLine;
    this.text = text;
    this.codePoints = text.codePoints().toArray();
    this.faults = faults;
  }

  /** The document's value; empty when there is none or a fault says why it cannot be read. */
  Optional<YamlNode> build() {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setParseComments(false)
            // The library copies its buffer at each step, so small steps cost seconds on long
            // lines.
            .setBufferSize(Math.clamp(text.length(), 1_024, 262_144))
            .setCodePointLimit(YamlReader.MOST_CHARACTERS + 1)
            .build();
    try {
      return document(new Parse(settings).parseString(text).iterator());
    } catch (Refused refused) {
      faults.fault(refused.place, DocumentPath.ROOT, String.valueOf(refused.getMessage()));
    } catch (MarkedYamlEngineException broken) {
      faults.fault(
          broken.getProblemMark().map(this::place).orElse(top()),
          DocumentPath.ROOT,
          SyntaxWords.of(broken));
    } catch (YamlEngineException broken) {
      faults.fault(top(), DocumentPath.ROOT, SyntaxWords.of(broken));
    }
    return Optional.empty();
  }

  private Optional<YamlNode> document(Iterator<Event> events) throws Refused {
    Optional<YamlNode> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case Scalar, Alias, MappingStart, SequenceStart -> {
          YamlNode value = node(event, events, DocumentPath.ROOT, 1);
          boolean nothing = value instanceof YamlScalar scalar && isNothing(scalar);
          if (root.isPresent() && !nothing) {
            throw new Refused(place(event), "a second document begins here without a \"---\" line");
          }
          root = nothing ? root : Optional.of(value);
        }
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        case MappingEnd, SequenceEnd ->
            throw new Refused(place(event), "a list or object ends that never began");
      }
    }
    return root;
  }

  private static boolean isNothing(YamlScalar scalar) {
    return scalar.unquoted() && scalar.text().isEmpty();
  }

  private YamlNode node(Event event, Iterator<Event> events, DocumentPath path, int depth)
      throws Refused {
    count(event, 1, depth);
    int before = nodes;
    return switch (event) {
      case AliasEvent alias -> repeated(alias, path, depth);
      case ScalarEvent scalar -> {
        refuseTag(scalar, scalar.getTag(), path);
        yield remembered(scalar, scalar(scalar), before, depth);
      }
      case CollectionStartEvent start -> {
        refuseTag(start, start.getTag(), path);
        int outer = deepest;
        deepest = depth;
        YamlNode made =
            start.getEventId() == Event.ID.MappingStart
                ? map(start, events, path, depth)
                : list(start, events, path, depth);
        YamlNode kept = remembered(start, made, before, depth);
        deepest = Math.max(outer, deepest);
        yield kept;
      }
      default -> throw new Refused(place(event), "a value is missing here");
    };
  }

  private void count(Event event, int more, int depth) throws Refused {
    nodes += more;
    deepest = Math.max(deepest, depth);
    if (depth > YamlReader.MOST_DEPTH) {
      throw new Refused(
          place(event),
          "lists and objects stand more than " + YamlReader.MOST_DEPTH + " deep in each other");
    }
    if (nodes > YamlReader.MOST_NODES) {
      throw new Refused(
          place(event),
          "the document has more than "
              + YamlReader.MOST_NODES
              + " values, counting those that aliases repeat");
    }
  }

  private YamlNode remembered(NodeEvent event, YamlNode node, int before, int depth) {
    event
        .getAnchor()
        .map(Anchor::getValue)
        .ifPresent(
            name -> anchors.put(name, new Anchored(node, nodes - before + 1, deepest - depth)));
    return node;
  }

  private YamlNode repeated(AliasEvent alias, DocumentPath path, int depth) throws Refused {
    String name = alias.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      faults.fault(
          place(alias),
          path,
          "the alias *" + Suggestion.shown(name) + " has no complete anchor before it",
          Suggestion.nearest(name, anchors.keySet()));
      return new YamlList(place(alias), List.of());
    }
    count(alias, anchored.nodes(), depth + anchored.depth());
    return anchored.node();
  }

  private void refuseTag(NodeEvent event, Optional<String> tag, DocumentPath path) {
    tag.ifPresent(word ->
        faults.fault(
            place(event), path, "the tag " + Suggestion.quoted(word) + " has no meaning here"));
  }

  private YamlList list(Event start, Iterator<Event> events, DocumentPath path, int depth)
      throws Refused {
    List<YamlNode> elements = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      elements.add(node(event, events, path.index(elements.size()), depth + 1));
    }
    return new YamlList(place(start), elements);
  }

  private YamlMap map(Event start, Iterator<Event> events, DocumentPath path, int depth)
      throws Refused {
    Map<String, YamlEntry> entries = new java.util.LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      YamlNode key = node(event, events, path, depth + 1);
      YamlScalar name = keyName(key, place(event), path);
      DocumentPath inner = name == null ? path : path.key(name.text());
      YamlNode value = node(events.next(), events, inner, depth + 1);
      if (name != null) {
        put(entries, new YamlEntry(name, value), inner);
      }
    }
    return new YamlMap(place(start), List.copyOf(entries.values()));
  }

  private @Nullable YamlScalar keyName(YamlNode key, Place place, DocumentPath path) {
    if (key instanceof YamlScalar scalar && !scalar.isNull()) {
      return scalar;
    }
    faults.fault(place, path, "a key is a word or text, not " + key.kind());
    return null;
  }

  private void put(Map<String, YamlEntry> entries, YamlEntry entry, DocumentPath path) {
    String name = entry.key().text();
    if (entry.key().unquoted() && name.equals("<<")) {
      faults.fault(
          entry.key().place(),
          path,
          "merge keys (<<) are not part of YAML 1.2; repeat the keys or use an alias for the"
              + " value");
      return;
    }
    YamlEntry first = entries.putIfAbsent(name, entry);
    if (first != null) {
      faults.fault(
          entry.key().place(),
          path,
          "the key "
              + Suggestion.quoted(name)
              + " stands here a second time; the first is on line "
              + first.key().place().line());
    }
  }

  private YamlScalar scalar(ScalarEvent event) {
    int from = event.getStartMark().map(Mark::getIndex).orElse(0);
    int to = event.getEndMark().map(Mark::getIndex).orElse(from);
    int begin = afterProperties(event, from, to);
    Place place = shifted(place(event), begin - from);
    int[] raw = Arrays.copyOfRange(codePoints, begin, Math.max(begin, to));
    return new YamlScalar(
        event.getValue(),
        event.getScalarStyle() == ScalarStyle.PLAIN,
        new TextSource(place, raw, event.getValue()));
  }

  /** The marks of a scalar with an anchor or tag begin there; its text begins after it. */
  private int afterProperties(ScalarEvent event, int from, int to) {
    if (event.getAnchor().isEmpty() && event.getTag().isEmpty()) {
      return from;
    }
    int at = from;
    while (at < to && (codePoints[at] == '&' || codePoints[at] == '!')) {
      while (at < to && codePoints[at] > ' ') {
        at++;
      }
      while (at < to && (codePoints[at] == ' ' || codePoints[at] == '\t')) {
        at++;
      }
    }
    return at;
  }

  private static Place shifted(Place place, int columns) {
    return new Place(place.file(), place.line(), place.column() + columns);
  }

  private Place place(Event event) {
    return event.getStartMark().map(this::place).orElse(top());
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + firstLine, mark.getColumn() + 1);
  }

  private Place top() {
    return new Place(file, firstLine, 1);
  }
}
