package org.tomte.engine.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomte.api.FieldType;

/**
 * Declared field types as CEL's types, for the check of one expression. A record becomes a message
 * type; an open one also has the other fields that the expression selects, of any type.
 */
@SuppressWarnings("Immutable") // complete after its constructor, except for what of() adds
final class TypesOfFields implements CelTypeProvider {

  private final Set<String> selected;
  private final Map<FieldType.Fields, StructType> records = new HashMap<>();
  private final Map<String, CelType> byName = new LinkedHashMap<>();
  private final Map<String, CelType> variables = new LinkedHashMap<>();

  TypesOfFields(Declarations declarations, Set<String> selected) {
    this.selected = selected;
    declarations.variables().forEach((name, type) -> variables.put(name, of(type)));
  }

  Map<String, CelType> variables() {
    return variables;
  }

  /** The message types of the records, to which "in" and "size" are declared. */
  List<CelType> records() {
    return new ArrayList<>(byName.values());
  }

  CelType of(FieldType type) {
    return switch (type) {
      case FieldType.Text _ -> SimpleType.STRING;
      case FieldType.Whole _ -> SimpleType.INT;
      case FieldType.Decimal _ -> SimpleType.DOUBLE;
      case FieldType.Bool _ -> SimpleType.BOOL;
      case FieldType.Time _ -> SimpleType.TIMESTAMP;
      case FieldType.Any _ -> SimpleType.DYN;
      case FieldType.ListOf list -> ListType.create(of(list.element()));
      case FieldType.Fields record when record.fields().isEmpty() && record.open() ->
          MapType.create(SimpleType.STRING, SimpleType.DYN);
      case FieldType.Fields record -> {
        StructType known = records.get(record);
        yield known == null ? declare(record) : known;
      }
    };
  }

  @SuppressWarnings("Immutable") // the map is complete before the type is used
  private StructType declare(FieldType.Fields record) {
    Map<String, CelType> fields = new HashMap<>();
    if (record.open()) {
      selected.forEach(name -> fields.put(name, SimpleType.DYN));
    }
    record.fields().forEach((name, type) -> fields.put(name, of(type)));
    String name = "record" + (byName.size() + 1);
    StructType type =
        StructType.create(
            name,
            ImmutableSet.copyOf(fields.keySet()),
            field -> Optional.ofNullable(fields.get(field)));
    records.put(record, type);
    byName.put(name, type);
    return type;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(byName.values());
  }

  @Override
  public Optional<CelType> findType(String typeName) {
    return Optional.ofNullable(byName.get(typeName));
  }
}
