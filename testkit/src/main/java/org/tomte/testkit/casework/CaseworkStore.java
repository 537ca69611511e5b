package org.tomte.testkit.casework;

import java.util.function.Function;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.change.ChangeFeed;

/** A store of the data layer under test. */
public interface CaseworkStore {

  /** Does work in one transaction: all of it stands when this returns, nothing when it throws. */
  <T> T inTransaction(Function<CaseworkTransaction, T> work);

  /** Reads what is committed. */
  CaseworkReader reader();

  /** Reads committed changes. */
  ChangeFeed feed();

  /** Reads what people did. */
  AuditReader audit();
}
