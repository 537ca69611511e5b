package org.tomte.casework.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;

/** Says in words what happened. */
public final class TimelineWords {
  private static final int LONGEST = 200;

  private final IntFunction<@Nullable String> daemons;

  /**
   * Words with the names of daemons.
   *
   * @param daemons gives the name of a daemon's identity; null when nobody knows it any more
   */
  public TimelineWords(IntFunction<@Nullable String> daemons) {
    this.daemons = daemons;
  }

  /** Who or what did it, for example {@code daemon phishing-mailbox, rule script-attached}. */
  public String who(Cause cause) {
    if (!(cause instanceof Cause.Daemon daemon)) {
      return cause.words();
    }
    String name = daemons.apply(daemon.daemon());
    String named = "daemon " + (name == null ? String.valueOf(daemon.daemon()) : name);
    return daemon.rule() == null ? named : named + ", rule " + daemon.rule();
  }

  /**
   * What was done, one sentence without its subject.
   *
   * @param of whose timeline it is; other objects are named
   */
  public String what(TimelineEntry entry, ObjectRef of) {
    List<String> parts = new ArrayList<>();
    for (Change change : entry.changes()) {
      parts.add(what(change, entry.notes()));
    }
    String done = String.join("; ", parts);
    return entry.object().equals(of) ? done : entry.object() + ": " + done;
  }

  private static String what(Change change, Map<Long, String> notes) {
    return switch (change.field()) {
      case Change.CREATED -> created(change);
      case Change.TASK -> "made task " + change.after() + " for it";
      case Change.TRIAGE_EVENT -> "took triage event " + change.after() + " into it";
      case Change.ATTACHMENT ->
          change.after() == null
              ? "removed the file " + told(change.before(), "name")
              : "attached the file " + told(change.after(), "name");
      case Change.ENTITY ->
          change.after() == null
              ? "untied the entity " + value(change.before())
              : "tied the entity " + value(change.after());
      case Change.DELETED -> change.after() == null ? "restored it" : "deleted it";
      case Change.MERGED ->
          change.after() == null
              ? "took incident " + change.before() + " out of it again"
              : "merged incident " + change.after() + " into it";
      case Change.CLONED -> "copied it from incident " + change.after();
      case Change.RESPONSIBLE -> "responsible: " + value(change.after());
      case Change.NOTE -> note(change, notes);
      default -> set(change);
    };
  }

  private static String note(Change change, Map<Long, String> notes) {
    if (change.before() != null) {
      return (change.after() == null ? "deleted a note: " : "changed a note: ")
          + told(change.before(), "text");
    }
    String text = change.after() instanceof Number id ? notes.getOrDefault(id.longValue(), "") : "";
    return "wrote a note: " + shortened(text);
  }

  private static String told(@Nullable Object told, String part) {
    return told instanceof Map<?, ?> parts ? value(parts.get(part)) : value(told);
  }

  private static String created(Change change) {
    String verb = change.object().kind() == ObjectKind.INCIDENT ? "opened it" : "made it";
    return change.after() instanceof Map<?, ?> fields && fields.get("title") instanceof String title
        ? verb + ": " + shortened(title)
        : verb;
  }

  private static String set(Change change) {
    if (change.after() == null) {
      return "emptied %s, which was %s".formatted(change.field(), value(change.before()));
    }
    String to = value(change.after());
    return change.before() == null
        ? "set %s to %s".formatted(change.field(), to)
        : "set %s from %s to %s".formatted(change.field(), value(change.before()), to);
  }

  private static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case List<?> list ->
          list.isEmpty()
              ? "nothing"
              : list.stream().map(TimelineWords::value).collect(Collectors.joining(", "));
      default -> shortened(String.valueOf(value));
    };
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    int end = line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }
}
