package org.tomte.store.casework;

import java.sql.SQLException;

/** The database refused a statement of the data layer; the SQLException is the cause. */
public final class CaseworkStoreFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CaseworkStoreFault(String doing, SQLException cause) {
    super("The database refused " + doing + ": " + cause.getMessage(), cause);
  }
}
