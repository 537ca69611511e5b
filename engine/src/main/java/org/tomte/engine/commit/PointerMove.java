package org.tomte.engine.commit;

/**
 * Where a stream goes on after the batch.
 *
 * @param stream the stream's name
 * @param kind the word of the pointer's kind, for example {@code watermark}
 * @param state the pointer as JSON, opaque to the commit
 * @param words the pointer for a person, for example "mails after UID 4711"
 */
public record PointerMove(String stream, String kind, String state, String words) {}
