package org.tomte.store.casework;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Plain JSON values in columns of the type jsonb. */
final class JsonColumn {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS).build();
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private JsonColumn() {}

  static @Nullable String write(@Nullable Object value) {
    return value == null ? null : MAPPER.writeValueAsString(value);
  }

  static @Nullable Object read(@Nullable String json) {
    return json == null ? null : plain(MAPPER.readValue(json, Object.class));
  }

  /** The members of an object; empty when the column is. */
  static Map<String, @Nullable Object> readObject(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    Map<String, @Nullable Object> plain = new TreeMap<>();
    MAPPER.readValue(json, OBJECT).forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }

  /** The database writes large numbers with a fraction of zero without it. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case BigInteger whole when whole.bitLength() < Long.SIZE -> whole.longValueExact();
      case BigInteger large -> large.doubleValue();
      case List<?> list -> list.stream().map(JsonColumn::plain).toList();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), plain(member)));
        yield members;
      }
      case null -> null;
      default -> value;
    };
  }
}
