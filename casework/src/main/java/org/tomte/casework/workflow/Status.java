package org.tomte.casework.workflow;

/**
 * A status that an incident can have.
 *
 * @param name lower case, digits and hyphens
 * @param description one sentence
 * @param closed whether nobody works on an incident in this status any more
 */
public record Status(String name, String description, boolean closed) {}
