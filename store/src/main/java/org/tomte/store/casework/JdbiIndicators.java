package org.tomte.store.casework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.indicator.Indicators;
import org.tomte.store.sql.MultiRow;

/** Indicators in the database. Rows are made and locked in the order of their digests. */
final class JdbiIndicators implements Indicators {

  private static final MultiRow<Indicator> INSERT =
      new MultiRow<>(
          "INSERT INTO indicator (id, digest, type, value, %s, %s) VALUES"
              .formatted(String.join(", ", IndicatorRow.STATE_COLUMNS), CauseColumns.NAMES),
          "(?, ?, ?, ?, %s, ?, ?, ?, ?, ?, ?)"
              .formatted(FieldColumns.placeholders(IndicatorRow.STATE_COLUMNS)),
          "ON CONFLICT (digest) DO NOTHING",
          (row, indicator) -> {
            row.number(indicator.id())
                .bytes(digest(indicator.name()))
                .text(indicator.name().type().word())
                .text(indicator.name().value());
            IndicatorRow.writeState(row, indicator);
            CauseColumns.bind(row, indicator.createdBy());
          },
          IndicatorRow::bytes);

  private static final String UPDATE =
      "UPDATE indicator SET (%s) = ROW (%s) WHERE id = ?"
          .formatted(
              String.join(", ", IndicatorRow.STATE_COLUMNS),
              FieldColumns.placeholders(IndicatorRow.STATE_COLUMNS));

  private final Handle handle;

  JdbiIndicators(Handle handle) {
    this.handle = handle;
  }

  private static byte[] digest(IndicatorName name) {
    return Digest.of(name.toString());
  }

  @Override
  public List<Long> takeIds(int count) {
    return Sequence.take(handle, count);
  }

  @Override
  public Set<IndicatorName> insert(Collection<Indicator> indicators) {
    List<Indicator> sorted = new ArrayList<>(indicators);
    sorted.sort(Comparator.comparing(each -> digest(each.name()), Arrays::compareUnsigned));
    Batch.insert(handle, "new indicators", INSERT, sorted);
    return new HashSet<>(names(indicators.stream().map(Indicator::id).toList()).values());
  }

  @Override
  public Map<IndicatorName, Indicator> lock(Collection<IndicatorName> names) {
    Map<IndicatorName, Indicator> found = new LinkedHashMap<>();
    if (names.isEmpty()) {
      return found;
    }
    handle
        .createQuery(
            """
            SELECT * FROM indicator WHERE digest = ANY (:digests)
            ORDER BY digest FOR NO KEY UPDATE
            """)
        .bind("digests", Digest.array(names.stream().map(JdbiIndicators::digest).toList()))
        .map(new IndicatorRow())
        .forEach(indicator -> found.put(indicator.name(), indicator));
    return found;
  }

  @Override
  public Map<Long, IndicatorName> names(Collection<Long> ids) {
    Map<Long, IndicatorName> found = new TreeMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    handle
        .createQuery("SELECT id, type, value FROM indicator WHERE id = ANY (:ids)")
        .bind("ids", Bound.longs(ids))
        .map((row, context) ->
            Map.entry(
                row.getLong("id"),
                new IndicatorName(
                    IndicatorType.of(Columns.present(row, "type")), Columns.present(row, "value"))))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  @Override
  public void update(Collection<Indicator> indicators) {
    Batch.execute(
        handle,
        "changes of indicators",
        UPDATE,
        indicators,
        (row, indicator) -> {
          IndicatorRow.writeState(row, indicator);
          row.number(indicator.id());
        });
  }
}
