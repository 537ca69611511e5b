package org.tomte.engine.definition;

import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.Settings;
import org.tomte.engine.definition.yaml.Shorthand;

/** Where events come from. */
@Shorthand("type")
public record SourceDefinition(
    @Setting("The connector's name.") String type,
    @Setting("A connection whose settings it shares.") @Nullable String connection,
    @Setting("The connector's own settings.") Settings settings) {}
