package org.tomte.engine.definition;

import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.Key;
import org.tomte.engine.definition.yaml.Shorthand;

/** A typed value that whoever installs a daemon may set. */
@Shorthand("type")
public record InputDefinition(
    @Setting("The type of the value, or of each element.") InputType type,
    @Setting(value = "Whether the value is a list.", fallback = "false") boolean list,
    @Setting("What the input is for.") @Nullable String description,
    @Setting("The value where none is set.") @Key("default") @Nullable Object fallback) {}
