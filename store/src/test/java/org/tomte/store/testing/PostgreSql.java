package org.tomte.store.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a database of its own with Tomte's schema.
 *
 * <p>Constructors and methods may take a {@link TestDatabase}, a {@link
 * org.tomte.store.postgres.Database} or a {@link javax.sql.DataSource}. Nested classes share the
 * database of the outer one. The server is started once per JVM and ends with it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PostgreSqlExtension.class)
public @interface PostgreSql {

  /** The server to run on. */
  PostgreSqlVersion value() default PostgreSqlVersion.BUNDLED_18;
}
