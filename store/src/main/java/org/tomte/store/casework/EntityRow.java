package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.EntityType;

/** How an entity is stored. */
final class EntityRow implements RowMapper<Entity> {

  @Override
  public Entity map(ResultSet row, StatementContext context) throws SQLException {
    return new Entity(
        row.getLong("id"),
        name(row),
        Columns.presentTime(row, "first_seen"),
        Columns.presentTime(row, "last_seen"),
        row.getString("description"),
        Columns.texts(row, "tags"),
        lock(row));
  }

  static EntityName name(ResultSet row) throws SQLException {
    return new EntityName(
        EntityType.of(Columns.present(row, "type")), Columns.present(row, "value"));
  }

  private static Entity.@Nullable Lock lock(ResultSet row) throws SQLException {
    String by = row.getString("locked_by");
    Instant at = Columns.time(row, "locked_at");
    return by == null || at == null ? null : new Entity.Lock(by, at, row.getString("locked_why"));
  }
}
