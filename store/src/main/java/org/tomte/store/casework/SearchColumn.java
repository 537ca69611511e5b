package org.tomte.store.casework;

/**
 * How SQL asks for a field.
 *
 * @param sql an expression
 * @param form how it is stored
 */
record SearchColumn(String sql, Form form) {

  /** How a field is stored. */
  enum Form {
    /** A column. */
    PLAIN,
    /** A column whose first 100 characters have an index. */
    CUT,
    /** The value of an indicator, of which the column digest has the digest with its type. */
    DIGESTED,
    /** Below this name in the JSON that the expression is. */
    JSON
  }

  static SearchColumn plain(String sql) {
    return new SearchColumn(sql, Form.PLAIN);
  }
}
