package org.tomte.api;

/**
 * A file that came with an event. The fields of the event describe it; the bytes become a blob.
 *
 * @param name the name as the sender wrote it, without folders; never used as a path
 * @param mediaType type and subtype in lower case (RFC 6838), {@code application/octet-stream} when
 *     unknown
 * @param sha256 lower-case hex digest of the content
 * @param content the bytes
 */
public record Attachment(String name, String mediaType, String sha256, Content content) {}
