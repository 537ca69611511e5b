package org.tomte.engine.definition.yaml;

import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says a syntax error of YAML so that its author knows what to change. */
final class SyntaxWords {

  private SyntaxWords() {}

  static String of(MarkedYamlEngineException broken) {
    String problem = String.valueOf(broken.getProblem());
    return "not valid YAML: " + Suggestion.shown(problem) + hint(problem);
  }

  static String of(YamlEngineException broken) {
    return "not valid YAML: " + Suggestion.shown(String.valueOf(broken.getMessage()));
  }

  private static String hint(String problem) {
    String lower = problem.toLowerCase(Locale.ROOT);
    if (lower.contains("'\\t'") || lower.contains("tab")) {
      return "; indent with spaces, not tabs";
    }
    if (lower.contains("mapping values are not allowed")) {
      return "; put a text that holds \": \" into quotes, or look at the indentation";
    }
    if (lower.contains("expected <block end>")) {
      return "; look at the indentation of this line and the one before";
    }
    if (lower.contains("could not find expected ':'")) {
      return "; a key without a colon, or a text that needs quotes";
    }
    if (lower.contains("expected ',' or")) {
      return "; a comma or closing bracket is missing before this";
    }
    if (lower.contains("end of stream") || lower.contains("<stream end>")) {
      return "; a quote or bracket is not closed";
    }
    return "";
  }
}
