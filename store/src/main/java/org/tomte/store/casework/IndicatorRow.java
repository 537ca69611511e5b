package org.tomte.store.casework;

import static org.tomte.store.casework.FieldColumn.Kind.TEXT;
import static org.tomte.store.casework.FieldColumn.Kind.TEXTS;
import static org.tomte.store.casework.FieldColumn.Kind.TIME;
import static org.tomte.store.casework.FieldColumn.Kind.WHOLE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.store.sql.Parameters;

/** How an indicator is stored. */
final class IndicatorRow implements RowMapper<Indicator> {

  private static final FieldColumns FIELDS =
      new FieldColumns(
          List.of(
              new FieldColumn(FieldNames.DESCRIPTION, "description", TEXT),
              new FieldColumn(FieldNames.CATEGORY, "category", TEXT),
              new FieldColumn(FieldNames.SEVERITY, "severity", TEXT),
              new FieldColumn(FieldNames.CONFIDENCE, "confidence", WHOLE),
              new FieldColumn(FieldNames.TLP, "tlp", TEXT),
              new FieldColumn(FieldNames.SOURCES, "sources", TEXTS),
              new FieldColumn(FieldNames.TAGS, "tags", TEXTS),
              new FieldColumn(FieldNames.REFERENCE, "reference", TEXT),
              new FieldColumn(FieldNames.LINK, "link", TEXT),
              new FieldColumn(FieldNames.VALID_UNTIL, "valid_until", TIME)));

  /** What seeing it again can change, in the order in which {@link #writeState} writes it. */
  static final List<String> STATE_COLUMNS =
      FIELDS.names(
          "set_by_person", "first_seen", "last_seen", "sightings", "created", "changed", "version");

  static void writeState(Parameters row, Indicator indicator) throws SQLException {
    FIELDS.write(row, indicator.fields());
    row.array("text", indicator.setByPerson().toArray())
        .time(indicator.sightings().first())
        .time(indicator.sightings().last())
        .number(indicator.sightings().count())
        .time(indicator.times().created())
        .time(indicator.times().changed())
        .number(indicator.version());
  }

  /** About how many bytes a row has. */
  static long bytes(Indicator indicator) {
    return 500L
        + indicator.name().value().length()
        + TaskRow.length(indicator.fields().text(FieldNames.DESCRIPTION));
  }

  @Override
  public Indicator map(ResultSet row, StatementContext context) throws SQLException {
    return new Indicator(
        row.getLong("id"),
        new IndicatorName(
            IndicatorType.of(Columns.present(row, "type")), Columns.present(row, "value")),
        FIELDS.read(row),
        Set.copyOf(Columns.texts(row, "set_by_person")),
        new Indicator.Sightings(
            Columns.presentTime(row, "first_seen"),
            Columns.presentTime(row, "last_seen"),
            row.getLong("sightings")),
        new Indicator.Times(
            Columns.presentTime(row, "created"), Columns.presentTime(row, "changed")),
        CauseColumns.read(row),
        row.getLong("version"));
  }
}
