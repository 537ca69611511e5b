package org.tomte.store.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a whole test class once on each {@link PostgreSqlVersion}, with parameters as for {@link
 * PostgreSql}. The system property {@code tomte.tests.without-postgresql-15} leaves the old one out
 * on machines that lack it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EveryPostgreSql.class)
public @interface OnEveryPostgreSql {}
