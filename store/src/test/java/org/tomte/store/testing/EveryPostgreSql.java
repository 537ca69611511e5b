package org.tomte.store.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Multiplies a test class by the servers. */
final class EveryPostgreSql implements ClassTemplateInvocationContextProvider {

  private static final String WITHOUT_15 = "tomte.tests.without-postgresql-15";

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<Invocation> provideClassTemplateInvocationContexts(ExtensionContext context) {
    return Arrays.stream(PostgreSqlVersion.values())
        .filter(
            version -> version != PostgreSqlVersion.DEBIAN_15 || !Boolean.getBoolean(WITHOUT_15))
        .map(Invocation::new);
  }

  /** One pass over the class. */
  record Invocation(PostgreSqlVersion version) implements ClassTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
      return version.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new PostgreSqlExtension(version));
    }
  }
}
