package org.tomte.connectors.imap;

/**
 * A mail that was looked at.
 *
 * @param envelope what is known of it
 * @param key what makes it the same mail again
 */
record Found(Envelope envelope, String key) {}
