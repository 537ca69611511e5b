package org.tomte.casework.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tomte.casework.observable.Defang;
import org.tomte.casework.observable.ObservableExtractor;
import org.tomte.casework.observable.OwnAssets;

/** Reads entities as people write them: defanged, in capitals, with or without their type. */
public final class EntityInput {
  private static final ObservableExtractor EXTRACTOR = new ObservableExtractor(OwnAssets.none());

  private EntityInput() {}

  /**
   * The entity of a text such as {@code hxxp://evil[.]example/a}, {@code 192[.]0[.]2[.]7} or {@code
   * user:ann}.
   *
   * @throws IllegalArgumentException when it is none; the text says what would be valid
   */
  public static EntityName parse(String text) {
    String live = Defang.refang(text.strip());
    int colon = live.indexOf(':');
    String word = colon < 0 ? "" : live.substring(0, colon).toLowerCase(Locale.ROOT);
    List<String> words = Arrays.stream(EntityType.values()).map(EntityType::word).toList();
    if (words.contains(word)) {
      return of(EntityType.of(word), live.substring(colon + 1).strip());
    }
    return ObservableHarvester.names(EXTRACTOR, live).stream()
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is no domain, address, hash, file or URL; say what it is, for example"
                        .formatted(text)
                    + " user:ann or artifact:CVE-2026-1234 (types: %s)"
                        .formatted(String.join(", ", words))));
  }

  private static EntityName of(EntityType type, String value) {
    return ObservableHarvester.names(EXTRACTOR, value).stream()
        .filter(name -> name.type() == type && name.value().length() >= value.length() - 1)
        .findFirst()
        .orElseGet(() ->
            switch (type) {
              case DOMAIN, EMAIL, IP, HASH -> new EntityName(type, value.toLowerCase(Locale.ROOT));
              case FILE, URL, USER, ARTIFACT -> new EntityName(type, value);
            });
  }
}
