package org.tomte.app.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.tomte.app.instance.OpenInstance.Check;
import org.tomte.engine.definition.compile.Validation;

/** What the doctor looks at. */
final class InstanceChecks {
  private static final long LITTLE_SPACE = 1_000_000_000L;
  private static final Duration MOST_SKEW = Duration.ofSeconds(5);

  private final Instance instance;

  InstanceChecks(Instance instance) {
    this.instance = instance;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.good("home", instance.home().root().toString()));
    checks.add(disk());
    checks.add(Check.good("database", "PostgreSQL " + instance.database().version()));
    checks.add(clock());
    checks.add(definitions());
    checks.add(secrets());
    checks.add(alarms());
    return checks;
  }

  private Check disk() {
    try {
      long free = Files.getFileStore(instance.home().root()).getUsableSpace();
      String state = "%,d MB free".formatted(free / 1_000_000);
      return free > LITTLE_SPACE
          ? Check.good("disk", state)
          : Check.bad("disk", state, "Free space where the home is, or move it.");
    } catch (IOException unreadable) {
      return Check.bad("disk", String.valueOf(unreadable.getMessage()), "Look at the disk.");
    }
  }

  private Check clock() {
    Instant there =
        instance
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT clock_timestamp()")
                    .mapTo(OffsetDateTime.class)
                    .one()
                    .toInstant());
    Duration skew = Duration.between(there, instance.now()).abs();
    String state = "%,d ms apart from the database's".formatted(skew.toMillis());
    return skew.compareTo(MOST_SKEW) < 0
        ? Check.good("clock", state)
        : Check.bad("clock", state, "Set both clocks by the same time server.");
  }

  private Check definitions() {
    Validation validation = instance.compiled();
    String state = "%,d daemons can run".formatted(validation.compiled().daemons().size());
    return validation.valid()
        ? Check.good("definitions", state)
        : Check.bad(
            "definitions",
            state + "; " + validation.faults().getFirst(),
            "Mend them: tomte definitions check tells all faults.");
  }

  private Check secrets() {
    List<String> unreadable = instance.secrets().unreadable();
    return unreadable.isEmpty()
        ? Check.good("secrets", "%,d readable".formatted(instance.secrets().names().size()))
        : Check.bad(
            "secrets",
            "not readable with this key: " + String.join(", ", unreadable),
            "Bring back the key file, or set them anew.");
  }

  private Check alarms() {
    int open = instance.alarms().open().size();
    return open == 0
        ? Check.good("alarms", "none open")
        : Check.bad("alarms", open + " open", "Look at them: tomte alarms.");
  }
}
