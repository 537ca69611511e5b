package org.tomte.engine.commit;

import java.time.LocalDate;

/**
 * Where a kept event stands.
 *
 * @param day the day in UTC on which it was written
 * @param id unique over all days
 */
public record KeptPlace(LocalDate day, long id) {}
