package org.tomte.api;

/**
 * Something in the stream that could not be turned into an event. It goes to quarantine; the events
 * around it go on.
 *
 * @param key see {@link Item#key()}
 * @param position see {@link Item#position()}
 * @param raw what was there
 * @param reason what is wrong, where (line and column or byte), and what would be valid
 */
public record Unreadable(String key, Position position, Raw raw, String reason) implements Item {}
