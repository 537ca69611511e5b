package org.tomte.app.instance;

import java.util.Optional;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;

/**
 * Who acts in the present call of the command line. Whoever can open the home of an instance is its
 * operator and an administrator; an operator can act as a user, with what that user may do.
 *
 * @param operator the user of the machine
 * @param access who they act as, and what that person may do
 */
public record Acting(String operator, Access access) {
  private static final ScopedValue<Acting> CURRENT = ScopedValue.newInstance();

  /** The operator as themselves. */
  public static Acting operator(String name) {
    return new Acting(name, Access.person(name, Role.ADMINISTRATOR));
  }

  /** Who acts in this call; empty outside of calls. */
  public static Optional<Acting> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Whether the operator acts as somebody else. */
  public boolean asSomebodyElse() {
    return !operator.equals(access.name());
  }

  /** Does work in the name of whoever acts. */
  public <T> T call(ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  /** A reader that shows what whoever acts may see; everything outside of calls. */
  public static CaseworkReader reading(CaseworkReader reader) {
    return current().map(acting -> reader.as(acting.access())).orElse(reader);
  }

  /** A context in which whoever acts commands. */
  public static CaseworkContext commanding(CaseworkContext context) {
    return current().map(acting -> context.actedBy(acting.access())).orElse(context);
  }
}
