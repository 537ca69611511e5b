package org.tomte.testkit.casework;

import java.util.function.Function;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.memory.InMemoryCasework;

/** The data layer in memory as a store under test. */
final class InMemoryStore implements CaseworkStore {
  private final InMemoryCasework casework = new InMemoryCasework();

  @Override
  public <T> T inTransaction(Function<CaseworkTransaction, T> work) {
    int mark = casework.mark();
    try {
      T result = work.apply(casework);
      casework.commit();
      return result;
    } catch (RuntimeException e) {
      casework.rollBackTo(mark);
      throw e;
    }
  }

  @Override
  public CaseworkReader reader() {
    return casework.reader();
  }

  @Override
  public ChangeFeed feed() {
    return casework.feed();
  }

  @Override
  public AuditReader audit() {
    return casework.auditReader();
  }
}
