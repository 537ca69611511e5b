package org.tomte.casework.entity;

import java.util.Comparator;
import org.tomte.casework.observable.Defang;

/**
 * What an entity is known by.
 *
 * @param type what it is
 * @param value the normal form: not defanged, hosts in lower case; never blank
 */
public record EntityName(EntityType type, String value) implements Comparable<EntityName> {

  private static final Comparator<EntityName> ORDER =
      Comparator.comparing(EntityName::type).thenComparing(EntityName::value);

  /** Rejects a blank value. */
  public EntityName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an entity of type " + type.word() + " needs a value");
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static EntityName parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "an entity is written type:value, for example ip:192.0.2.7, not '" + text + "'");
    }
    return new EntityName(EntityType.of(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** The value as people should see it: so that nobody and no program follows it by mistake. */
  public String defanged() {
    return switch (type) {
      case DOMAIN, EMAIL, IP, URL -> Defang.defang(value);
      case FILE, HASH, USER, ARTIFACT -> value;
    };
  }

  @Override
  public int compareTo(EntityName other) {
    return ORDER.compare(this, other);
  }

  /** For example {@code ip:192.0.2.7}. */
  @Override
  public String toString() {
    return type.word() + ":" + value;
  }
}
