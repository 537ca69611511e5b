package org.tomte.engine.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.observable.OwnAssets;

/**
 * What belongs to the team itself: never an observable, never an entity. Several such documents add
 * up.
 */
public record AssetsDefinition(
    @Setting(value = "Its name.", example = "head-office") String assets,
    @Setting("What it is for.") @Nullable String description,
    @Setting(
            value = "Domains, each with everything below it.",
            fallback = "[]",
            example = "[example.com]")
        List<String> domains,
    @Setting(value = "Networks.", fallback = "[]", example = "[192.0.2.0/24, \"2001:db8::/32\"]")
        List<String> networks)
    implements Definition {

  /** Checks the name, the domains and the networks. */
  public AssetsDefinition {
    Names.check("the name of assets", assets);
    OwnAssets.of(domains, networks);
  }

  /** What is the team's own by this document. */
  public OwnAssets toAssets() {
    return OwnAssets.of(domains, networks);
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.ASSETS;
  }

  @Override
  public String name() {
    return assets;
  }
}
