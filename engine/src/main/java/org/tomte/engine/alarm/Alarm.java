package org.tomte.engine.alarm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as it stands.
 *
 * @param id given by the store
 * @param cause what it is about
 * @param owner the team or person that gets it
 * @param text the latest signal in words, masked
 * @param daemons the daemons that the cause stops, by name, sorted
 * @param since the first signal
 * @param last the latest signal
 * @param count how many signals there were
 * @param ended when the cause was gone; null while it lasts
 */
public record Alarm(
    long id,
    AlarmCause cause,
    String owner,
    String text,
    List<String> daemons,
    Instant since,
    Instant last,
    long count,
    @Nullable Instant ended) {}
