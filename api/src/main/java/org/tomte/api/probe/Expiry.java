package org.tomte.api.probe;

import java.time.Instant;

/**
 * Something that ends by itself.
 *
 * @param what in a few words, to go on after "The": {@code certificate of mail.example.com:993}
 * @param until from when on it is of no use
 */
public record Expiry(String what, Instant until) {}
