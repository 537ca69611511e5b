package org.tomte.casework.incident;

import org.tomte.casework.change.Change;

/**
 * An incident with the last change that counts.
 *
 * @param incident as it stands
 * @param last the last change that counts
 */
public record SeenIncident(Incident incident, Change last) {}
