package org.tomte.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.keep.StoredBody;

/** Reads bodies from the five columns that hold them. */
public final class Bodies {
  private Bodies() {}

  /** The body as it came; null when there is none. */
  public static @Nullable StoredBody raw(ResultSet row) throws SQLException {
    return read(row, "media_type", "raw_size", "packed", "raw", "raw_blob");
  }

  /** The body that a person put in its place; null when nobody did. */
  public static @Nullable StoredBody edited(ResultSet row) throws SQLException {
    return read(row, "edited_type", "edited_size", "edited_packed", "edited_raw", "edited_blob");
  }

  private static @Nullable StoredBody read(
      ResultSet row, String type, String size, String packed, String bytes, String blob)
      throws SQLException {
    String mediaType = row.getString(type);
    return mediaType == null
        ? null
        : new StoredBody(
            mediaType,
            row.getLong(size),
            row.getBytes(bytes),
            row.getBoolean(packed),
            row.getString(blob));
  }
}
