package org.tomte.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.CommitTransaction;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.commit.StreamName;

/** A store whose transactions fail where a test wants it. */
public final class FaultyStore implements CommitStore {
  private final CommitStore inner;
  private final Trouble trouble;
  private final AtomicInteger transactions = new AtomicInteger();

  /** Makes trouble. */
  public interface Trouble {

    /**
     * Before a call of a transaction.
     *
     * @param transaction the how many-eth transaction, from 1
     * @param call the how many-eth call in it, from 1
     * @throws RuntimeException instead of the call
     */
    default void before(int transaction, int call, String method, @Nullable Object[] arguments) {}

    /**
     * After the transaction was committed.
     *
     * @throws RuntimeException instead of returning
     */
    default void afterCommit(int transaction) {}
  }

  /** A store that makes trouble. */
  public FaultyStore(CommitStore inner, Trouble trouble) {
    this.inner = inner;
    this.trouble = trouble;
  }

  /** A connection that ends before a call of the first transaction. */
  static Trouble lostBefore(int call) {
    return failBefore(call, 1, StoreFault.Kind.LOST);
  }

  /** Failures before a call of the first transactions. */
  static Trouble failBefore(int call, int transactions, StoreFault.Kind kind) {
    return new Trouble() {
      @Override
      public void before(int transaction, int at, String method, @Nullable Object[] arguments) {
        if (transaction <= transactions && at == call) {
          throw new StoreFault(kind, "trouble before call " + call, null);
        }
      }
    };
  }

  /** A connection that ends when the first transaction was just committed. */
  static Trouble lostAfterCommit() {
    return new Trouble() {
      @Override
      public void afterCommit(int transaction) {
        if (transaction == 1) {
          throw new StoreFault(StoreFault.Kind.LOST, "the answer to COMMIT was lost", null);
        }
      }
    };
  }

  @Override
  public Map<StreamName, Integer> prepare(Instant now, Set<StreamName> streams) {
    return inner.prepare(now, streams);
  }

  @Override
  public <T> T transaction(Function<CommitTransaction, T> work) {
    int number = transactions.incrementAndGet();
    T result =
        inner.transaction(
            transaction -> work.apply(watched(transaction, number, new AtomicInteger())));
    trouble.afterCommit(number);
    return result;
  }

  private CommitTransaction watched(CommitTransaction real, int number, AtomicInteger calls) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          trouble.before(
              number,
              calls.incrementAndGet(),
              method.getName(),
              arguments == null ? new Object[0] : arguments);
          return call(real, method, arguments);
        };
    return (CommitTransaction)
        Proxy.newProxyInstance(
            CommitTransaction.class.getClassLoader(),
            new Class<?>[] {CommitTransaction.class},
            handler);
  }

  private static @Nullable Object call(
      CommitTransaction real, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
