package org.tomte.engine.definition.compile;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.safere.Pattern;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.Transform;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.expression.function.FunctionLibrary;

/** Checks what the records of transforms cannot check themselves: patterns and tables. */
final class TransformCheck {

  /** Words that stand for a date format instead of a pattern. */
  static final Set<String> DATE_WORDS = Set.of("iso", "rfc-1123", "epoch", "epoch-millis");

  private static final FunctionLibrary FUNCTIONS = FunctionLibrary.plain();

  private final Known known;
  private final DocumentFaults faults;

  TransformCheck(Known known, DocumentFaults faults) {
    this.known = known;
    this.faults = faults;
  }

  void check(List<Transform> transforms, DocumentPath path) {
    for (int i = 0; i < transforms.size(); i++) {
      check(transforms.get(i), path.index(i));
    }
  }

  private void check(Transform transform, DocumentPath path) {
    switch (transform) {
      case Transform.Regex regex -> regex(regex, path.key("regex"));
      case Transform.Date(String format, _) -> date(format, path.key("date"));
      case Transform.Table table -> table(table, path.key("table"));
      case Transform.Trim _,
          Transform.Case _,
          Transform.Cut _,
          Transform.Split _,
          Transform.Join _,
          Transform.First _,
          Transform.ToNumber _ -> {}
    }
  }

  private void regex(Transform.Regex regex, DocumentPath path) {
    String fault = FUNCTIONS.faultOf("matches", 1, regex.pattern());
    if (fault != null) {
      faults.fault(path.key("pattern"), fault);
      return;
    }
    Pattern pattern = Pattern.compile(regex.pattern());
    boolean isNumber = regex.group().matches("\\d{1,3}");
    int groups = pattern.matcher("").groupCount();
    if (isNumber && Integer.parseInt(regex.group()) > groups) {
      faults.fault(
          path.key("group"),
          "the pattern has " + groups + " groups, so there is no group " + regex.group());
    }
    if (!isNumber && !pattern.namedGroups().containsKey(regex.group())) {
      faults.fault(path.key("group"), "the pattern has no group with the name " + regex.group());
    }
  }

  @SuppressWarnings("ReturnValueIgnored") // reading it is the check
  private void date(String format, DocumentPath path) {
    if (DATE_WORDS.contains(format)) {
      return;
    }
    try {
      DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
    } catch (IllegalArgumentException broken) {
      faults.fault(
          path.key("format"),
          "the date format cannot be read: "
              + broken.getMessage()
              + "; valid: dd.MM.yyyy HH:mm, iso, rfc-1123, epoch, epoch-millis");
    }
  }

  private void table(Transform.Table table, DocumentPath path) {
    String name = table.name();
    if (name == null || !faults.known(path, "the table", name, known.names(DefinitionKind.TABLE))) {
      return;
    }
    TableContents contents = known.table(name).orElse(TableContents.EMPTY);
    if (table.column() != null && !contents.columns().isEmpty()) {
      faults.known(path.key("column"), "the column", table.column(), contents.columns());
    }
    if (table.column() == null && contents.columns().size() > 1) {
      faults.fault(
          path,
          "the table "
              + name
              + " has several columns; name one: {table: {name: "
              + name
              + ", column: "
              + contents.columns().getFirst()
              + "}}");
    }
  }
}
