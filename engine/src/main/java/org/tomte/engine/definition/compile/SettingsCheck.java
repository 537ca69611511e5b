package org.tomte.engine.definition.compile;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.definition.yaml.YamlEntry;
import org.tomte.engine.definition.yaml.YamlList;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.definition.yaml.YamlNode;
import org.tomte.engine.definition.yaml.YamlScalar;

/** Warns of secrets in clear text and of references to secrets that are not there. */
final class SettingsCheck {

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(^|.*[-_])(password|passwd|passphrase|secret|token|api-?key|private-key|credentials?)$");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:([^}]*)}");

  private final FaultList faults;
  private final @Nullable Set<String> secrets;

  SettingsCheck(FaultList faults, @Nullable Set<String> secrets) {
    this.faults = faults;
    this.secrets = secrets;
  }

  void check(YamlMap map, DocumentPath path) {
    for (YamlEntry entry : map.entries()) {
      String key = entry.key().text();
      check(entry.value(), key, path.key(key));
    }
  }

  private void check(YamlNode node, String key, DocumentPath path) {
    switch (node) {
      case YamlMap map -> check(map, path);
      case YamlList list -> {
        for (int i = 0; i < list.elements().size(); i++) {
          check(list.elements().get(i), key, path.index(i));
        }
      }
      case YamlScalar scalar -> check(scalar, key, path);
    }
  }

  private void check(YamlScalar scalar, String key, DocumentPath path) {
    Matcher reference = REFERENCE.matcher(scalar.text());
    boolean refers = false;
    while (reference.find()) {
      refers = true;
      known(reference.group(1), scalar, reference.start(1), path);
    }
    boolean secretKey = SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches();
    if (secretKey && !refers && scalar.value() instanceof String text && !text.isEmpty()) {
      // The value is not shown: it may be the secret.
      faults.warning(
          scalar.place(),
          path,
          "the value of "
              + Suggestion.shown(key)
              + " stands here in clear text; store it as a secret and write ${secret:name}",
          null);
    }
  }

  private void known(String name, YamlScalar scalar, int offset, DocumentPath path) {
    if (secrets != null && !secrets.contains(name)) {
      faults.warning(
          scalar.source().at(offset),
          path,
          "there is no secret " + Suggestion.quoted(name) + " yet",
          Suggestion.nearest(name, secrets));
    }
  }
}
