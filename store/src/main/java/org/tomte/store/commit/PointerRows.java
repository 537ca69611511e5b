package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tomte.engine.commit.PointerRow;
import org.tomte.engine.pointer.Member;
import org.tomte.engine.pointer.SnapshotDelta;
import org.tomte.store.sql.MultiRow;

/** Writes pointers and the members of snapshots. */
final class PointerRows {
  private static final MultiRow<PointerRow> MOVE =
      new MultiRow<>(
          """
          UPDATE stream s SET kind = v.kind, state = v.state, words = v.words, moved = v.moved
          FROM (VALUES\
          """,
          "(?::integer, ?, ?, ?, ?::timestamptz)",
          ") v (id, kind, state, words, moved) WHERE s.id = v.id",
          (row, pointer) ->
              row.integer(pointer.stream())
                  .text(pointer.move().kind())
                  .text(pointer.move().state())
                  .text(pointer.move().words())
                  .time(pointer.at()));

  private record StreamMember(int stream, Member member) {}

  private static final MultiRow<StreamMember> PUT =
      new MultiRow<>(
          "INSERT INTO member (stream, hash, version, key) VALUES",
          "(?, ?, ?, ?)",
          """
          ON CONFLICT (stream, hash) DO UPDATE SET version = excluded.version, key = excluded.key\
          """,
          (row, each) ->
              row.integer(each.stream())
                  .hash(each.member().hash())
                  .hash(each.member().version())
                  .text(each.member().key()));

  private static final String REMOVE = "DELETE FROM member WHERE stream = ? AND hash = ANY (?)";

  private PointerRows() {}

  static void move(Connection connection, List<PointerRow> rows) throws SQLException {
    MOVE.execute(connection, rows);
    for (PointerRow row : rows) {
      change(connection, row.stream(), row.move().members());
    }
  }

  private static void change(Connection connection, int stream, SnapshotDelta delta)
      throws SQLException {
    if (!delta.gone().isEmpty()) {
      UUID[] hashes =
          delta.gone().stream()
              .map(member -> new UUID(member.hash().high(), member.hash().low()))
              .toArray(UUID[]::new);
      try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
        statement.setInt(1, stream);
        statement.setArray(2, connection.createArrayOf("uuid", hashes));
        statement.executeUpdate();
      }
    }
    List<StreamMember> put = new ArrayList<>();
    delta.added().forEach(member -> put.add(new StreamMember(stream, member)));
    delta.changed().forEach(member -> put.add(new StreamMember(stream, member)));
    PUT.execute(connection, put);
  }
}
