package org.tomte.engine.definition;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/**
 * What a test expects; what is absent is not looked at, fields that are not named may be anything.
 */
public record ExpectDefinition(
    @Setting("The incidents that are created, in order, with the fields to compare.")
        @Nullable List<SequencedMap<String, @Nullable Object>> incidents,
    @Setting("The triage events that are added, in order, with the fields to compare.")
        @Nullable List<SequencedMap<String, @Nullable Object>> triage,
    @Setting("The incidents that are changed, in order, with the fields to compare.")
        @Nullable List<SequencedMap<String, @Nullable Object>> updates,
    @Setting("The tasks as they stand at the end, in order of number, with the fields to compare.")
        @Nullable List<SequencedMap<String, @Nullable Object>> tasks,
    @Setting("The indicators as they stand at the end, in order, with the fields to compare.")
        @Nullable List<SequencedMap<String, @Nullable Object>> indicators,
    @Setting("The texts of the notes, in order.") @Nullable List<String> notes,
    @Setting("The words of the deliveries, in order.") @Nullable List<String> outbox,
    @Setting("How many events are discarded.") @Nullable Integer discarded,
    @Setting("How many events go to quarantine.") @Nullable Integer quarantined,
    @Setting("The ids of the rules that match, for each event in order.")
        @Nullable List<List<String>> rules) {}
