package org.tomte.engine.definition.compile;

import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.engine.definition.EventPath;
import org.tomte.engine.definition.ExpressionText;
import org.tomte.engine.definition.TemplateText;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.expression.Compilation;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionFault;
import org.tomte.engine.template.Target;
import org.tomte.engine.template.Template;
import org.tomte.engine.template.TemplateCompilation;

/** Compiles the expressions and checks the paths of one daemon, with faults at their characters. */
final class TextCompiler {

  private final SharedTexts shared;
  private final Known known;
  private final Declarations declarations;
  private final FieldType.Fields events;
  private final DocumentFaults faults;

  TextCompiler(
      SharedTexts shared,
      Known known,
      Declarations declarations,
      FieldType.Fields events,
      DocumentFaults faults) {
    this.shared = shared;
    this.known = known;
    this.declarations = declarations;
    this.events = events;
    this.faults = faults;
  }

  /** The program; null after faults. */
  @Nullable Compiled expression(ExpressionText text, FieldType expected, DocumentPath path) {
    return switch (shared.expression(text.text(), declarations, expected, known)) {
      case Compiled compiled -> compiled;
      case Compilation.Rejected rejected -> {
        for (ExpressionFault fault : rejected.faults()) {
          faults
              .list()
              .fault(
                  text.source().at(ofName(text, fault)), path, fault.message(), fault.suggestion());
        }
        yield null;
      }
    };
  }

  /** CEL points at the parenthesis of a call and the dot of a field; a person looks at the name. */
  private static int ofName(ExpressionText text, ExpressionFault fault) {
    return ofName(text.text(), text.source().offset(fault.line(), fault.column()));
  }

  static int ofName(String characters, int offset) {
    char at = offset < characters.length() ? characters.charAt(offset) : ' ';
    if (at == '.') {
      return offset + 1;
    }
    int name = offset;
    while (at == '(' && name > 0 && isNamePart(characters.charAt(name - 1))) {
      name--;
    }
    return name;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  /** The template; null after faults. */
  @Nullable Template template(TemplateText text, Target target, DocumentPath path) {
    return checked(shared.template(text.text(), target, null), text, path);
  }

  /** The template of a delivery, which knows besides what the event became; null after faults. */
  @Nullable Template deliveryTemplate(TemplateText text, Target target, DocumentPath path) {
    Declarations more =
        shared.same(
            declarations
                .with("incident", FieldType.open())
                .with("triage", FieldType.open())
                .with("task", FieldType.open())
                .with("indicator", FieldType.open())
                .with("daemon", FieldType.TEXT));
    return checked(shared.template(text.text(), target, more), text, path);
  }

  private @Nullable Template checked(
      TemplateCompilation compilation, TemplateText text, DocumentPath path) {
    return switch (compilation) {
      case Template template -> template;
      case TemplateCompilation.Rejected rejected -> {
        for (ExpressionFault fault : rejected.faults()) {
          faults
              .list()
              .fault(
                  text.source().at(fault.line(), fault.column()),
                  path,
                  fault.message(),
                  fault.suggestion());
        }
        yield null;
      }
    };
  }

  /** Checks that an event has the field, as far as its fields are known. */
  void path(EventPath text, DocumentPath path) {
    FieldType at = events;
    String walked = "";
    for (EventPath.Step step : text.steps()) {
      switch (step) {
        case EventPath.Step.Field(String name) -> {
          if (!(at instanceof FieldType.Fields fields)) {
            if (!(at instanceof FieldType.Any)) {
              noFields(text, walked, at, path);
            }
            return;
          }
          FieldType next = fields.fields().get(name);
          if (next == null) {
            if (!fields.open()) {
              unknown(text, walked, name, fields, path);
            }
            return;
          }
          at = next;
          walked = walked.isEmpty() ? name : walked + "." + name;
        }
        case EventPath.Step.Element(int index) -> {
          if (!(at instanceof FieldType.ListOf(FieldType element))) {
            if (!(at instanceof FieldType.Any)) {
              fault(
                  text,
                  walked,
                  walked + " is not a list, so it has no element " + index,
                  path,
                  null);
            }
            return;
          }
          at = element;
          walked = walked + "[" + index + "]";
        }
      }
    }
  }

  private void noFields(EventPath text, String walked, FieldType at, DocumentPath path) {
    String message =
        at instanceof FieldType.ListOf
            ? walked + " is a list; take an element with [0], or use cel"
            : walked + " has no fields";
    fault(text, walked, message, path, null);
  }

  private void unknown(
      EventPath text, String walked, String name, FieldType.Fields fields, DocumentPath path) {
    var names = fields.fields().sequencedKeySet();
    String where = walked.isEmpty() ? "an event of this source" : walked;
    String hint =
        walked.isEmpty() && name.equals("event")
            ? "; a path begins inside the event, so leave event out"
            : Suggestion.valid(names);
    fault(
        text,
        walked,
        where + " has no field " + Suggestion.quoted(name) + hint,
        path,
        Suggestion.nearest(name, names));
  }

  private void fault(
      EventPath text, String walked, String message, DocumentPath path, @Nullable String meant) {
    int offset = walked.isEmpty() ? 0 : Math.min(walked.length() + 1, text.text().length() - 1);
    faults.list().fault(text.source().at(offset), path, message, meant);
  }
}
