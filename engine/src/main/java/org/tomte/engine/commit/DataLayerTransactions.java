package org.tomte.engine.commit;

import java.util.function.Function;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.sample.SampleHistories;

/**
 * Transactions of the data layer alone.
 *
 * @param store where they are committed
 */
public record DataLayerTransactions(CommitStore store) implements SampleHistories.Transactions {
  @Override
  public <T> T inOne(Function<CaseworkTransaction, T> work) {
    return store.transaction(transaction -> work.apply(transaction.casework()));
  }
}
