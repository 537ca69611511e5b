package org.tomte.store.casework;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Incidents;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.IntervalEnd;
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

  private final Handle handle;

  JdbiIncidents(Handle handle) {
    this.handle = handle;
  }

  /** The JSON is sent as text and needs a cast; the other types are known to the driver. */
  private static String placeholders() {
    return IncidentRow.STATE_COLUMNS.stream()
        .map(column -> column.equals("custom") ? "?::jsonb" : "?")
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
