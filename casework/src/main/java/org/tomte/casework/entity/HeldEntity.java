package org.tomte.casework.entity;

/**
 * An entity that an object is to hold.
 *
 * @param name the entity
 * @param source why
 */
public record HeldEntity(EntityName name, LinkSource source) {}
