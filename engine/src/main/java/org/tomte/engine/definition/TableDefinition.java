package org.tomte.engine.definition;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** A look-up table: exactly one of rows, map and csv holds it. */
public record TableDefinition(
    @Setting("The name that expressions and mappings refer to.") String table,
    @Setting("What it is for.") @Nullable String description,
    @Setting("The column by which values are looked up; the first one when absent.")
        @Nullable String key,
    @Setting(value = "Rows: column to value.", example = "[{ip: 192.0.2.1, owner: web}]")
        @Nullable List<SequencedMap<String, @Nullable Object>> rows,
    @Setting(value = "Key to value, for two columns.", example = "{low: 1, high: 2}")
        @Nullable SequencedMap<String, @Nullable Object> map,
    @Setting("Rows as CSV text (RFC 4180), the first line names the columns.") @Nullable String csv)
    implements Definition {

  /** Checks the name and that there is one form. */
  public TableDefinition {
    Names.check("the table's name", table);
    int forms = (rows == null ? 0 : 1) + (map == null ? 0 : 1) + (csv == null ? 0 : 1);
    if (forms != 1) {
      throw new IllegalArgumentException(
          "a table has exactly one of rows, map and csv; this one has " + forms);
    }
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.TABLE;
  }

  @Override
  public String name() {
    return table;
  }
}
