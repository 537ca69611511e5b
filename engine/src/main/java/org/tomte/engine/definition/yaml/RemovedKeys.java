package org.tomte.engine.definition.yaml;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Keys that a record had once. Whoever still writes one is told why it is gone. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RemovedKeys {

  /** The keys. */
  Removed[] value();

  /** One key that is gone. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @Repeatable(RemovedKeys.class)
  @interface Removed {

    /** The key as it was written. */
    String key();

    /** Why it is gone and what to write instead; a clause that follows a semicolon. */
    String why();
  }
}
