package org.tomte.api;

/**
 * A stream of a source: a folder, a file, a table, a partition.
 *
 * @param name stable and unique within the daemon, for example a path or table name; the pointer is
 *     stored under it
 * @param kind how its events are ordered
 */
public record StreamInfo(String name, StreamKind kind) {}
