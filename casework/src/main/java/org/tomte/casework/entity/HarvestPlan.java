package org.tomte.casework.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.observable.IpAddress;
import org.tomte.casework.observable.OwnAssets;

/** Which fields of which kind of object are looked through for entities, and how. */
public final class HarvestPlan {
  private static final String TEXT = "text";

  private final Map<ObjectKind, List<Part>> parts = new EnumMap<>(ObjectKind.class);
  private final OwnAssets own;

  /** How the value of a field becomes entities. */
  private enum Way {
    /** They are found in a text. */
    TEXT,
    /** It is a mail address. */
    EMAIL,
    /** It is an address of a network. */
    IP,
    /** It is the digest of a file. */
    HASH,
    /** It is the name of a file. */
    FILE,
    /** It names a person. */
    USER
  }

  private record Part(String field, Way way) {}

  /**
   * A plan for these fields.
   *
   * @param own what never becomes an entity
   */
  public HarvestPlan(
      HarvestSettings settings, Collection<CustomField> customFields, OwnAssets own) {
    this.own = own;
    for (ObjectKind kind : ObjectKind.values()) {
      List<String> wanted = settings.fields().get(kind);
      List<Part> found = new ArrayList<>();
      for (Part part : usual(kind, customFields)) {
        boolean named = wanted == null ? part.way() != Way.USER : wanted.contains(part.field());
        if (named || (part.way() == Way.USER && settings.users())) {
          found.add(part);
        }
      }
      if (wanted != null) {
        addTexts(found, wanted);
      }
      parts.put(kind, List.copyOf(found));
    }
  }

  private static void addTexts(List<Part> found, List<String> wanted) {
    for (String name : wanted) {
      if (found.stream().noneMatch(part -> part.field().equals(name))) {
        found.add(new Part(name, Way.TEXT));
      }
    }
  }

  private static List<Part> usual(ObjectKind kind, Collection<CustomField> customFields) {
    List<Part> parts = new ArrayList<>();
    switch (kind) {
      case INCIDENT, TRIAGE_EVENT, TASK -> {
        parts.add(new Part(FieldNames.TITLE, Way.TEXT));
        parts.add(new Part(FieldNames.DESCRIPTION, Way.TEXT));
        for (CustomField field : customFields) {
          if (field.of().contains(kind)) {
            addTyped(parts, field);
          }
        }
      }
      case NOTE -> parts.add(new Part(TEXT, Way.TEXT));
      case INDICATOR, ENTITY -> {}
    }
    return parts;
  }

  private static void addTyped(List<Part> parts, CustomField field) {
    String name = field.fieldName();
    switch (field.type()) {
      case "email" -> parts.add(new Part(name, Way.EMAIL));
      case "ip" -> parts.add(new Part(name, Way.IP));
      case "hash" -> parts.add(new Part(name, Way.HASH));
      case "file-name" -> parts.add(new Part(name, Way.FILE));
      case "link" -> parts.add(new Part(name, Way.TEXT));
      case "user" -> parts.add(new Part(name, Way.USER));
      default -> {}
    }
  }

  /** Whether a change of these fields may bring entities. */
  public boolean touchedBy(ObjectKind kind, Set<String> changed) {
    return of(kind).stream().anyMatch(part -> changed.contains(part.field()));
  }

  private List<Part> of(ObjectKind kind) {
    return Objects.requireNonNullElse(parts.get(kind), List.of());
  }

  /** Gives the entities in fields with the name of the field that has them. */
  public void harvest(
      ObjectKind kind,
      FieldValues fields,
      Harvester harvester,
      BiConsumer<String, EntityName> found) {
    for (Part part : of(kind)) {
      String value = fields.text(part.field());
      if (value == null || value.isBlank()) {
        continue;
      }
      switch (part.way()) {
        case TEXT -> harvester.harvest(value).forEach(name -> found.accept(part.field(), name));
        case EMAIL -> {
          if (!own.ownsDomain(value.substring(value.lastIndexOf('@') + 1))) {
            found.accept(part.field(), new EntityName(EntityType.EMAIL, value));
          }
        }
        case IP -> {
          IpAddress address = IpAddress.parse(value);
          if (address != null && !own.ownsAddress(address)) {
            found.accept(part.field(), new EntityName(EntityType.IP, address.toString()));
          }
        }
        case HASH -> found.accept(part.field(), new EntityName(EntityType.HASH, value));
        case FILE -> found.accept(part.field(), new EntityName(EntityType.FILE, value));
        case USER -> found.accept(part.field(), new EntityName(EntityType.USER, value));
      }
    }
  }
}
