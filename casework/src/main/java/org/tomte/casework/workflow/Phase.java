package org.tomte.casework.workflow;

/**
 * A phase of the work on an incident.
 *
 * @param name lower case, digits and hyphens
 * @param description one sentence
 */
public record Phase(String name, String description) {}
