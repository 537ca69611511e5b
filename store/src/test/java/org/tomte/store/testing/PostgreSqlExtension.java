package org.tomte.store.testing;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.tomte.store.postgres.Database;

/** Makes the database of a test class and hands it to its constructors and methods. */
final class PostgreSqlExtension implements BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(PostgreSqlExtension.class);

  private final @Nullable PostgreSqlVersion fixed;

  /** For {@link PostgreSql}, which names the version. */
  PostgreSqlExtension() {
    this.fixed = null;
  }

  PostgreSqlExtension(PostgreSqlVersion version) {
    this.fixed = version;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    database(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestDatabase.class || type == Database.class || type == DataSource.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestDatabase database = database(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == TestDatabase.class) {
      return database;
    }
    return type == Database.class ? database.database() : database.dataSource();
  }

  /** The store looks at outer classes too, and closes the database after the class. */
  private TestDatabase database(ExtensionContext context) {
    // Passes over a class by version share a store, so the version is the key.
    PostgreSqlVersion version = version(context);
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            version, _ -> TestServer.of(version).migratedDatabase(), TestDatabase.class);
  }

  private PostgreSqlVersion version(ExtensionContext context) {
    if (fixed != null) {
      return fixed;
    }
    return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), PostgreSql.class)
        .map(PostgreSql::value)
        .orElse(PostgreSqlVersion.BUNDLED_18);
  }
}
