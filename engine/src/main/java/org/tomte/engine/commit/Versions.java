package org.tomte.engine.commit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.pointer.KeyHash;

/** Compares versions that sources give their events. */
final class Versions {
  private static final int LONGEST = 64;
  private static final int LONGEST_NUMBER = 18;

  private Versions() {}

  /** The version as it is stored: long ones by their hash. */
  static @Nullable String stored(@Nullable String version) {
    return version == null || version.length() <= LONGEST ? version : "#" + KeyHash.of(version);
  }

  /**
   * Whether a version is newer than the stored one. Two times and two whole numbers are compared as
   * such, so what arrives late does not undo what came after it; of others only equality is known.
   */
  static boolean newer(@Nullable String stored, @Nullable String seen) {
    if (seen == null || seen.equals(stored)) {
      return false;
    }
    if (stored == null) {
      return true;
    }
    Instant before = time(stored);
    Instant after = time(seen);
    if (before != null && after != null) {
      return after.isAfter(before);
    }
    if (isNumber(stored) && isNumber(seen)) {
      return Long.parseLong(seen) > Long.parseLong(stored);
    }
    return true;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NUMBER
        && text.chars().allMatch(each -> each >= '0' && each <= '9');
  }

  private static @Nullable Instant time(String text) {
    if (text.length() < 17 || text.charAt(4) != '-') {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
