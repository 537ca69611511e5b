package org.tomte.testkit.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.incident.Track;

/** What the change log says about an incident; knows nothing of how the commands work. */
final class Replay {
  private final Map<String, Object> fields = new TreeMap<>();
  private final Set<String> setByPerson = new TreeSet<>();
  private final List<String> statuses = new ArrayList<>();
  private final List<String> phases = new ArrayList<>();
  private int closures;
  private int reopens;

  private Replay() {}

  static Replay of(List<Change> history) {
    Replay replay = new Replay();
    history.forEach(replay::apply);
    return replay;
  }

  private void apply(Change change) {
    switch (change.field()) {
      case Change.NOTE, Change.TRIAGE_EVENT, Change.ATTACHMENT, Change.ENTITY -> {}
      case Change.CREATED -> create(change);
      default -> {
        if (!java.util.Objects.equals(change.before(), fields.get(change.field()))) {
          throw new AssertionError(
              "%s does not begin with %s".formatted(change, fields.get(change.field())));
        }
        set(change.field(), change.after());
        mark(change);
      }
    }
  }

  private void create(Change change) {
    if (!(change.after() instanceof Map<?, ?> first)) {
      throw new AssertionError("an incident is created with its fields, not " + change.after());
    }
    first.forEach((name, value) -> set(String.valueOf(name), value));
    if (change.cause() instanceof Cause.Person) {
      setByPerson.addAll(fields.keySet());
      setByPerson.remove("template");
      setByPerson.removeIf(name -> name.equals("status") && "new".equals(fields.get(name)));
      setByPerson.removeIf(
          name -> name.equals("phase") && "detection-and-analysis".equals(fields.get(name)));
    }
  }

  private void set(String name, @Nullable Object value) {
    if (name.equals("status")) {
      turn(String.valueOf(value));
    }
    if (name.equals("phase")) {
      phases.add(String.valueOf(value));
    }
    if (value == null) {
      fields.remove(name);
    } else {
      fields.put(name, value);
    }
  }

  private void turn(String status) {
    boolean was = "closed".equals(fields.get("status"));
    boolean is = status.equals("closed");
    closures += is && !was ? 1 : 0;
    reopens += was && !is ? 1 : 0;
    statuses.add(status);
  }

  /** What follows from closing is nobody's choice. */
  private void mark(Change change) {
    if (change.field().startsWith("closing")) {
      return;
    }
    switch (change.cause()) {
      case Cause.Person _ -> setByPerson.add(change.field());
      case Cause.Daemon _ -> setByPerson.remove(change.field());
      case Cause.Import _ -> {}
    }
  }

  Map<String, Object> fields() {
    return fields;
  }

  Set<String> setByPerson() {
    return setByPerson;
  }

  List<String> values(Track track) {
    return switch (track) {
      case STATUS -> statuses;
      case PHASE -> phases;
    };
  }

  int closures() {
    return closures;
  }

  int reopens() {
    return reopens;
  }
}
