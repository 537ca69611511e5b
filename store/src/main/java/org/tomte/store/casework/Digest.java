package org.tomte.store.casework;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import org.jdbi.v3.core.argument.Argument;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;

/** Names that may be longer than an index takes, in 16 bytes. */
final class Digest {
  private static final int BYTES = 16;

  private Digest() {}

  static byte[] of(String name) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(whole, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Several as one value of a query. */
  static Argument array(Collection<byte[]> digests) {
    return (position, statement, context) ->
        statement.setArray(
            position,
            statement.getConnection().createArrayOf("bytea", digests.toArray(new byte[0][])));
  }

  /** The digests of an indicator's value with each type that it could be of. */
  static Argument ofAnyType(String value) {
    return array(
        Arrays.stream(IndicatorType.values())
            .map(each -> of(new IndicatorName(each, value).toString()))
            .toList());
  }
}
