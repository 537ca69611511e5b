package org.tomte.engine.pointer;

/**
 * One member of a snapshot, as the members' table keeps it.
 *
 * @param hash the hash of the key
 * @param version the hash of the version
 * @param key the key itself, so that it can be said what is gone
 */
public record Member(KeyHash hash, KeyHash version, String key) {}
