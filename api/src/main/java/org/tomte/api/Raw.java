package org.tomte.api;

/**
 * The event as it came, kept for quarantine and for looking it up.
 *
 * @param mediaType for example {@code message/rfc822}, {@code text/plain}, {@code application/json}
 * @param content the bytes, never changed
 */
public record Raw(String mediaType, Content content) {}
