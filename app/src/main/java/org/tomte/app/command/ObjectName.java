package org.tomte.app.command;

import java.util.Locale;
import org.tomte.casework.change.ObjectRef;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an object: {@code incident:17}, {@code triage-event:4}, {@code task:2}. */
final class ObjectName implements ITypeConverter<ObjectRef> {
  @Override
  public ObjectRef convert(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split("[: ]", 2);
    if (parts.length == 2 && parts[1].matches("[1-9]\\d{0,17}")) {
      long id = Long.parseLong(parts[1]);
      switch (parts[0]) {
        case "incident" -> {
          return ObjectRef.incident(id);
        }
        case "triage-event", "triage" -> {
          return ObjectRef.triageEvent(id);
        }
        case "task" -> {
          return ObjectRef.task(id);
        }
        case "indicator" -> {
          return ObjectRef.indicator(id);
        }
        case "entity" -> {
          return ObjectRef.entity(id);
        }
        case "note" -> {
          return ObjectRef.note(id);
        }
        default -> {}
      }
    }
    throw new TypeConversionException(
        "'"
            + text
            + "' names no object; write incident:17, triage-event:4, task:2, indicator:9, entity:5"
            + " or note:3");
  }
}
