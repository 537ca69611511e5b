package org.tomte.casework.entity;

/**
 * An entity that incidents hold together with another.
 *
 * @param entity the entity
 * @param incidents how many incidents hold both
 */
public record RelatedEntity(Entity entity, long incidents) {}
