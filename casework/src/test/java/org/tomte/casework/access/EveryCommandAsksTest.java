package org.tomte.casework.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkCommand;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.Outcome;
import org.tomte.casework.audit.AuditLog;
import org.tomte.casework.audit.NewAuditEntry;
import org.tomte.casework.change.Cause;
import org.tomte.casework.setting.CaseSettings;

/** No public command can be added that does not ask for a permission before anything else. */
class EveryCommandAsksTest {

  /** What is asked for by single edits of a batch, when they are looked at. */
  private static final Set<CaseworkCommand> OF_SINGLE_EDITS =
      Set.of(CaseworkCommand.DELETE_INCIDENTS, CaseworkCommand.HOLD_INCIDENTS);

  private final List<NewAuditEntry> audit = new ArrayList<>();

  @Test
  void everyPublicCommandIsRefusedForAViewerBeforeItTouchesAnything() throws Exception {
    Casework casework = casework(Access.person("vic", Role.VIEWER));
    List<Method> commands = commands();
    assertThat(commands).hasSizeGreaterThan(12);
    for (Method command : commands) {
      Object answer = command.invoke(casework, arguments(command));
      List<?> outcomes = answer instanceof List<?> list ? list : Collections.singletonList(answer);
      assertThat(outcomes)
          .as(command.getName())
          .hasSize(1)
          .allMatch(each ->
              each instanceof Outcome.Refused<?> refused
                  && refused.why() == Outcome.Refusal.FORBIDDEN);
    }
    assertThat(audit)
        .as("each attempt is kept")
        .hasSameSizeAs(commands)
        .allMatch(entry -> entry.who().equals("vic") && entry.what().equals("refused"));
    Set<CaseworkCommand> asked = EnumSet.noneOf(CaseworkCommand.class);
    audit.forEach(entry ->
        asked.add(
            CaseworkCommand.valueOf(
                entry.object().toUpperCase(java.util.Locale.ROOT).replace('-', '_'))));
    asked.addAll(OF_SINGLE_EDITS);
    assertThat(asked)
        .as("no line of the table is left over")
        .containsAll(Arrays.asList(CaseworkCommand.values()));
  }

  private static List<Method> commands() {
    return Arrays.stream(Casework.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !method.isSynthetic() && !method.getName().equals("as"))
        .toList();
  }

  private static @Nullable Object[] arguments(Method command) {
    boolean numbers =
        Arrays.stream(command.getGenericParameterTypes())
            .anyMatch(type -> type.getTypeName().equals("java.util.List<java.lang.Long>"));
    return Arrays.stream(command.getParameterTypes())
        .map(type -> {
          if (type == long.class) {
            return (Object) 1L;
          }
          if (type == int.class) {
            return 1;
          }
          if (type == boolean.class) {
            return true;
          }
          if (type == String.class) {
            return "x";
          }
          if (List.class.isAssignableFrom(type)) {
            return numbers ? List.of(1L) : Collections.singletonList(null);
          }
          return Map.class.isAssignableFrom(type) ? Map.of() : null;
        })
        .toArray();
  }

  /** Commands on a transaction in which nothing works but the audit. */
  private Casework casework(Access access) {
    AuditLog log = audit::add;
    CaseworkTransaction transaction =
        (CaseworkTransaction)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CaseworkTransaction.class},
                (_, method, _) -> {
                  if (method.getName().equals("audit")) {
                    return log;
                  }
                  throw new AssertionError("something was touched: " + method.getName());
                });
    CaseworkContext context =
        CaseworkContext.of(() -> Instant.EPOCH, CaseSettings.STANDARD).actedBy(access);
    return new Casework(transaction, new Cause.Person(access.name()), context);
  }
}
