package org.tomte.store.casework;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Incidents;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.IntervalEnd;
import org.tomte.casework.incident.Track;
import org.tomte.store.sql.MultiRow;

/** Incidents in the database. */
final class JdbiIncidents implements Incidents {

  private static final MultiRow<Incident> INSERT =
      new MultiRow<>(
          "INSERT INTO incident (number, label, %s, %s) VALUES"
              .formatted(String.join(", ", IncidentRow.STATE_COLUMNS), CauseColumns.NAMES),
          "(?, ?, %s, ?, ?, ?, ?, ?, ?)".formatted(placeholders()),
          "ON CONFLICT (label) DO NOTHING",
          (row, incident) -> {
            row.number(incident.number()).text(incident.label());
            IncidentRow.writeState(row, incident);
            CauseColumns.bind(row, incident.createdBy());
          },
          IncidentRow::bytes);

  private static final String UPDATE =
      "UPDATE incident SET (%s) = ROW (%s) WHERE number = ?"
          .formatted(String.join(", ", IncidentRow.STATE_COLUMNS), placeholders());

  private static final String END =
      """
      UPDATE incident_interval SET ended = greatest(began, ?)
      WHERE incident = ? AND track = ? AND ended IS NULL
      """;

  private static final MultiRow<Interval> BEGIN =
      new MultiRow<>(
          "INSERT INTO incident_interval (incident, track, value, began, ended, %s) VALUES"
              .formatted(CauseColumns.NAMES),
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          (row, interval) -> {
            row.number(interval.incident())
                .integer(interval.track().code())
                .text(interval.value())
                .time(interval.from())
                .time(interval.until());
            CauseColumns.bind(row, interval.by());
          });

  /** Names of locks that no table has rows for; any numbers that differ. */
  private static final long FAMILY = 0x746f6d_7465_0001L;

  private static final long TITLES = 0x746f6d_7465_0002L;

  private static final String SURVIVORS =
      """
      WITH RECURSIVE path (origin, number) AS (
        SELECT number, duplicate_of FROM incident
        WHERE number = ANY (:numbers) AND duplicate_of IS NOT NULL
        UNION
        SELECT path.origin, incident.duplicate_of FROM path
        JOIN incident ON incident.number = path.number
        WHERE incident.duplicate_of IS NOT NULL
      )
      SELECT origin, path.number FROM path
      JOIN incident ON incident.number = path.number AND incident.duplicate_of IS NULL
      """;

  private static final String OBJECTS =
      """
      (object_kind = 1 AND object_id = :number) OR (object_kind = 4 AND object_id IN
        (SELECT number FROM task WHERE incident = :number))
      """;

  private static final String NOTED =
      "object_kind = 3 AND object_id IN (SELECT id FROM note WHERE %s)".formatted(OBJECTS);

  /** In an order in which nothing is left that names what is gone. */
  private static final List<String> PURGE =
      List.of(
          "DELETE FROM attachment WHERE " + NOTED,
          "DELETE FROM entity_link WHERE " + NOTED,
          "DELETE FROM attachment WHERE " + OBJECTS,
          "DELETE FROM note WHERE " + OBJECTS,
          "DELETE FROM change WHERE " + OBJECTS,
          "DELETE FROM entity_link WHERE " + OBJECTS,
          "DELETE FROM task WHERE incident = :number",
          "DELETE FROM incident_interval WHERE incident = :number",
          "DELETE FROM incident_clock WHERE incident = :number",
          "DELETE FROM incident WHERE number = :number");

  private final Handle handle;

  JdbiIncidents(Handle handle) {
    this.handle = handle;
  }

  /** The JSON is sent as text and needs a cast; the other types are known to the driver. */
  private static String placeholders() {
    return IncidentRow.STATE_COLUMNS.stream()
        .map(column -> Set.of("custom", "roles").contains(column) ? "?::jsonb" : "?")
        .collect(Collectors.joining(", "));
  }

  @Override
  public List<Long> takeNumbers(int count) {
    return handle
        .createQuery("SELECT nextval('incident_number') FROM generate_series(1, :count)")
        .bind("count", count)
        .mapTo(Long.class)
        .list();
  }

  @Override
  public Set<Long> insert(List<Incident> incidents) {
    Batch.insert(handle, "new incidents", INSERT, incidents);
    return existing(incidents.stream().map(Incident::number).toList());
  }

  @Override
  public Map<Long, Incident> lock(Collection<Long> numbers) {
    Map<Long, Incident> found = new LinkedHashMap<>();
    if (numbers.isEmpty()) {
      return found;
    }
    handle
        .createQuery(
            """
            SELECT * FROM incident WHERE number = ANY (:numbers)
            ORDER BY number FOR NO KEY UPDATE
            """)
        .bind("numbers", Bound.longs(numbers))
        .map(new IncidentRow())
        .forEach(incident -> found.put(incident.number(), incident));
    return found;
  }

  @Override
  public Set<Long> existing(Collection<Long> numbers) {
    return new HashSet<>(
        handle
            .createQuery("SELECT number FROM incident WHERE number = ANY (:numbers)")
            .bind("numbers", Bound.longs(numbers))
            .mapTo(Long.class)
            .list());
  }

  @Override
  public Map<Long, Incident> restricted(Collection<Long> numbers) {
    Map<Long, Incident> found = new LinkedHashMap<>();
    handle
        .createQuery("SELECT * FROM incident WHERE number = ANY (:numbers) AND restricted")
        .bind("numbers", Bound.longs(numbers))
        .map(new IncidentRow())
        .forEach(incident -> found.put(incident.number(), incident));
    return found;
  }

  @Override
  public void update(Collection<Incident> incidents) {
    Batch.execute(
        handle,
        "changes of incidents",
        UPDATE,
        incidents,
        (row, incident) -> {
          IncidentRow.writeState(row, incident);
          row.number(incident.number());
        });
  }

  @Override
  public Map<Long, Set<String>> visitedPhases(Collection<Long> numbers) {
    Map<Long, Set<String>> visited = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT DISTINCT incident, value FROM incident_interval
            WHERE incident = ANY (:numbers) AND track = :track
            """)
        .bind("numbers", Bound.longs(numbers))
        .bind("track", Track.PHASE.code())
        .map((row, context) -> Map.entry(row.getLong("incident"), row.getString("value")))
        .forEach(entry ->
            visited.computeIfAbsent(entry.getKey(), _ -> new TreeSet<>()).add(entry.getValue()));
    return visited;
  }

  @Override
  public void lockFamily() {
    lock(FAMILY);
  }

  @Override
  public void lockTitles() {
    lock(TITLES);
  }

  private void lock(long key) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(:key)")
        .bind("key", key)
        .map((row, context) -> true)
        .one();
  }

  @Override
  public Map<Long, Long> parents(Collection<Long> numbers) {
    return pairs(
        "SELECT number, parent FROM incident WHERE number = ANY (:numbers)"
            + " AND parent IS NOT NULL",
        numbers);
  }

  @Override
  public Map<Long, Long> survivors(Collection<Long> numbers) {
    return pairs(SURVIVORS, numbers);
  }

  private Map<Long, Long> pairs(String sql, Collection<Long> numbers) {
    Map<Long, Long> pairs = new TreeMap<>();
    handle
        .createQuery(sql)
        .bind("numbers", Bound.longs(numbers))
        .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
        .forEach(pair -> pairs.put(pair.getKey(), pair.getValue()));
    return pairs;
  }

  @Override
  public Map<Long, List<Long>> duplicates(Collection<Long> numbers) {
    Map<Long, List<Long>> duplicates = new TreeMap<>();
    pairs("SELECT number, duplicate_of FROM incident WHERE duplicate_of = ANY (:numbers)", numbers)
        .forEach(
            (number, into) -> duplicates.computeIfAbsent(into, _ -> new ArrayList<>()).add(number));
    return duplicates;
  }

  @Override
  public Map<String, Long> titles(Collection<String> titles) {
    Map<String, Long> taken = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT title, min(number) AS number FROM incident
            WHERE title = ANY (:titles) AND deleted IS NULL GROUP BY title
            """)
        .bind("titles", Bound.texts(titles))
        .map((row, context) -> Map.entry(row.getString("title"), row.getLong("number")))
        .forEach(entry -> taken.put(entry.getKey(), entry.getValue()));
    return taken;
  }

  @Override
  public List<Long> purge(long number) {
    List<Long> children =
        handle
            .createQuery(
                "UPDATE incident SET parent = NULL WHERE parent = :number RETURNING number")
            .bind("number", number)
            .mapTo(Long.class)
            .list();
    handle.execute("SET LOCAL tomte.purge = 'on'");
    for (String sql : PURGE) {
      handle.createUpdate(sql).bind("number", number).execute();
    }
    handle.execute("SET LOCAL tomte.purge = 'off'");
    return children.stream().sorted().toList();
  }

  @Override
  public void recordIntervals(List<IntervalEnd> ends, List<Interval> intervals) {
    Batch.execute(
        handle,
        "the end of intervals",
        END,
        ends,
        (row, end) -> row.time(end.at()).number(end.incident()).integer(end.track().code()));
    Batch.insert(handle, "new intervals", BEGIN, intervals);
  }
}
