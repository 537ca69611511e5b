package org.tomte.casework.entity;

import org.tomte.casework.change.ObjectRef;

/**
 * Says that an object holds an entity.
 *
 * @param object the object
 * @param name the entity
 * @param source why
 */
public record EntityLink(ObjectRef object, EntityName name, LinkSource source) {}
