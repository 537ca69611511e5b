package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.STRING;
import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.text;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tomte.casework.observable.ObservableExtractor;
import org.tomte.casework.observable.OwnAssets;

/** The function that finds observables. */
final class ObservablesFunction {

  private ObservablesFunction() {}

  static FunctionDefinition leavingOut(Supplier<OwnAssets> own) {
    return named("observables")
        .says(
            "The domains, mail addresses, IP addresses, hashes, URLs and file names in a text, each"
                + " with type and value; what is our own is left out.")
        .example(
            "observables('see hxxp://evil[.]com/x').map(o, o.value)"
                + " == ['http://evil.com/x', 'evil.com']")
        .both(ListType.create(MapType.create(STRING, STRING)), STRING)
        .does(
            "observables",
            arguments -> {
              String text = text(arguments, 0, "observables");
              Budget.charge(50L * Math.min(text.length(), ObservableExtractor.LONGEST_TEXT));
              return found(text, own.get());
            });
  }

  private static List<Map<String, String>> found(String text, OwnAssets own) {
    return new ObservableExtractor(own)
        .extract(text).stream()
            .map(found -> Map.of("type", found.kind().word(), "value", found.value()))
            .toList();
  }
}
