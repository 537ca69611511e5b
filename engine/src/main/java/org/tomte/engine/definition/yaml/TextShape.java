package org.tomte.engine.definition.yaml;

import java.lang.reflect.RecordComponent;

/** Records of a text and its source, such as an expression: bound from any scalar. */
public final class TextShape {

  private TextShape() {}

  /** True for a record whose components are a String and a {@link TextSource}. */
  public static boolean isText(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    return parts != null
        && parts.length == 2
        && parts[0].getType() == String.class
        && parts[1].getType() == TextSource.class;
  }

  static Object make(Class<?> type, YamlScalar scalar) {
    return RecordShape.of(type).make(new Object[] {scalar.text(), scalar.source()});
  }
}
