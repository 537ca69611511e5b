package org.tomte.api;

/**
 * Something to do at the source after an event was committed: move a file, flag a mail. It may be
 * asked for again after a crash and must then succeed without doing harm.
 *
 * @param key the key of the event
 * @param verb one of {@link PollingConnector#acknowledgements}, for example {@code move}
 * @param argument what the verb needs, for example a folder; empty when it needs nothing
 */
public record Acknowledgement(String key, String verb, String argument) {}
