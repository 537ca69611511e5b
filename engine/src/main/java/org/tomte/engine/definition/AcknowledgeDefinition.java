package org.tomte.engine.definition;

import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.Shorthand;

/** What is done at the source after the commit. */
@Shorthand("done")
public record AcknowledgeDefinition(
    @Setting("For events that were worked on.") @Nullable AcknowledgeVerb done,
    @Setting("For events in quarantine; they are not touched without this.")
        @Nullable AcknowledgeVerb quarantined) {}
