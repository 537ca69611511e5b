package org.tomte.app.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that grow from round to round, the daemons that read them, and what must have come of them
 * in the end. Numbers of events go on over all rounds, so every event is another one.
 */
final class Workload {
  /** Lines of JSON, rows of CSV and dropped files of one round. */
  static final int LINES = 280;

  static final int ROWS = 80;
  static final int DROPS = 40;
  static final int EVENTS = LINES + ROWS + DROPS;

  private static final int GROUPS = 35;

  private static final String DEFINITIONS =
      """
      team: soc
      ---
      daemon: lines
      owner: soc
      source: {type: file, path: FOLDER/log.jsonl}
      start: beginning
      schedule: [{every: 1s}]
      limits: {page: 10}
      outputs: {record: {id: text, kind: text, group: text}}
      mappings:
        one: {title: {from: record.id}}
        all: {title: {from: record.group}}
      rules:
        - id: grouped
          when: event.record.kind == 'grouped'
          then: [{do: create-incident, mapping: all, group: {by: [record.group], within: 30d}}]
          stop: true
        - id: both
          when: event.record.kind == 'both'
          then:
            - {do: add-to-triage, mapping: one}
            - {do: create-incident, mapping: one}
          stop: true
        - id: triage
          when: event.record.kind == 'triage'
          then: [{do: add-to-triage, mapping: one}]
          stop: true
        - id: newsletter
          when: event.record.kind == 'out'
          then: [{do: discard, reason: on purpose}]
          stop: true
      unmatched: discard
      ---
      daemon: rows
      owner: soc
      source: {type: file, path: FOLDER/table.csv}
      start: beginning
      schedule: [{every: 1s}]
      limits: {page: 10}
      outputs: {record: {id: text, kind: text}}
      mappings:
        one: {title: {from: record.id}}
      rules:
        - id: triage
          when: event.record.kind == 'triage'
          then: [{do: add-to-triage, mapping: one}]
      unmatched: discard
      ---
      daemon: drops
      owner: soc
      source: {type: file, path: FOLDER/drop/*.json, settle: 0s}
      start: beginning
      acknowledge: {done: {move: done}, quarantined: {move: bad}}
      schedule: [{every: 1s}]
      limits: {page: 10}
      outputs: {record: {id: text}}
      mappings:
        one: {title: {from: record.id}}
      unmatched: {do: add-to-triage, mapping: one}
      """;

  private final Path folder;
  private final List<String> triage = new ArrayList<>();
  private final List<String> incidents = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private int rounds;
  private int grouped;
  private int discarded;
  private int quarantined;
  private int dropped;
  private int badDrops;

  Workload(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("drop"));
    Files.createDirectories(folder.resolve("definitions"));
    Files.writeString(folder.resolve("table.csv"), "id,kind\n");
    Files.writeString(folder.resolve("log.jsonl"), "");
    Files.writeString(
        folder.resolve("definitions/daemons.yaml"),
        DEFINITIONS.replace("FOLDER", folder.toString()));
  }

  Path definitions() {
    return folder.resolve("definitions");
  }

  /** All events so far. */
  int events() {
    return rounds * EVENTS;
  }

  /** Writes one round of events. */
  void grow() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      line(rounds * LINES + i, lines);
    }
    append("log.jsonl", lines);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      row(rounds * ROWS + i, rows);
    }
    append("table.csv", rows);
    for (int i = 0; i < DROPS; i++) {
      drop(rounds * DROPS + i);
    }
    rounds++;
  }

  private void append(String name, CharSequence text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardOpenOption.APPEND);
  }

  private void line(int number, StringBuilder out) {
    String kind =
        switch (number % 20) {
          case 0 -> "grouped";
          case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> "triage";
          case 10 -> "both";
          case 11, 12, 13, 14 -> "out";
          case 15, 16, 17, 18 -> "unmatched";
          default -> number % 60 == 19 ? "broken" : "triage";
        };
    String id = "line-" + number;
    String group = "group-" + (number / 20) % GROUPS;
    switch (kind) {
      case "grouped" -> {
        grouped++;
        if (!groups.contains(group)) {
          groups.add(group);
        }
      }
      case "both" -> {
        triage.add(id);
        incidents.add(id);
      }
      case "triage" -> triage.add(id);
      case "broken" -> quarantined++;
      default -> discarded++;
    }
    out.append(
        kind.equals("broken")
            ? "{\"id\": \"%s\", \"kind\": \n".formatted(id)
            : "{\"id\": \"%s\", \"kind\": \"%s\", \"group\": \"%s\"}\n".formatted(id, kind, group));
  }

  private void row(int number, StringBuilder out) {
    String id = "row-" + number;
    if (number % 4 == 3) {
      discarded++;
      out.append(id).append(",other\n");
    } else {
      triage.add(id);
      out.append(id).append(",triage\n");
    }
  }

  private void drop(int number) throws IOException {
    String id = "drop-" + number;
    boolean bad = number % 25 == 24;
    String text = bad ? "{\"id\": \"" + id : "{\"id\": \"%s\"}".formatted(id);
    Path written = folder.resolve("drop/" + id + ".part");
    Files.writeString(written, text);
    Files.move(written, folder.resolve("drop/" + id + ".json"));
    dropped++;
    if (bad) {
      badDrops++;
      quarantined++;
    } else {
      triage.add(id);
    }
  }

  /** What must be there: titles in order, counts. */
  Expected expected() {
    return new Expected(
        triage.stream().sorted().toList(),
        Stream.concat(incidents.stream(), groups.stream()).sorted().toList(),
        grouped - groups.size(),
        discarded,
        quarantined,
        events());
  }

  /**
   * The result of all rounds.
   *
   * @param triage titles of triage events, sorted
   * @param incidents titles of incidents, sorted
   * @param joined events that joined the incident of their group
   */
  record Expected(
      List<String> triage,
      List<String> incidents,
      int joined,
      int discarded,
      int quarantined,
      int events) {}

  /** Files that still lie where they were dropped. */
  long undone() throws IOException {
    return count("drop");
  }

  long done() throws IOException {
    return count("drop/done");
  }

  long bad() throws IOException {
    return count("drop/bad");
  }

  int goodDrops() {
    return dropped - badDrops;
  }

  int badDrops() {
    return badDrops;
  }

  long size(String name) throws IOException {
    return Files.size(folder.resolve(name));
  }

  private long count(String name) throws IOException {
    Path counted = folder.resolve(name);
    if (!Files.isDirectory(counted)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(counted)) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }
}
