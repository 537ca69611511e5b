package org.tomte.casework.field;

/**
 * A field of a kind of object.
 *
 * @param name the internal name
 * @param type what values it takes
 * @param description one sentence for completion and the reference page
 * @param settable whether mappings and edits may set it; others follow from commands
 */
public record Field(String name, ValueType type, String description, boolean settable) {}
