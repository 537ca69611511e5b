package org.tomte.engine.definition.compile;

import java.util.List;
import java.util.Locale;
import org.tomte.casework.workflow.Closing;
import org.tomte.casework.workflow.Workflow;
import org.tomte.engine.definition.ActionDefinition;
import org.tomte.engine.definition.yaml.DocumentPath;

/** What can be known at save of whether an incident will be closed by the workflow's rules. */
final class ClosingCheck {

  private ClosingCheck() {}

  /** A reason that is written out must be offered, and a note must be there where it is needed. */
  static void words(
      ActionDefinition.CloseIncident close,
      Closing closing,
      DocumentPath path,
      DocumentFaults faults) {
    String reason = close.reason().toString().strip();
    boolean literal = !reason.contains("{{") && !reason.contains("{%");
    List<String> offered = closing.reasons();
    if (literal && reason.isEmpty() && closing.reasonRequired()) {
      faults.fault(
          path.key("reason"), "closing needs a reason (%s)".formatted(String.join(", ", offered)));
    } else if (literal && !reason.isEmpty() && !closing.otherReasons()) {
      String word = reason.toLowerCase(Locale.ROOT);
      if (offered.stream().noneMatch(each -> each.toLowerCase(Locale.ROOT).equals(word))) {
        faults.known(path.key("reason"), "the reason for closing", reason, offered);
      }
    }
    if (close.note() == null && closing.noteRequired()) {
      faults.fault(path.key("do"), "closing needs a note; add note to the action");
    }
  }

  /** A closed status cannot be set alone where closing needs words. */
  static void status(String status, Workflow workflow, DocumentPath path, DocumentFaults faults) {
    Closing closing = workflow.closing();
    if (workflow.closes(status) && (closing.reasonRequired() || closing.noteRequired())) {
      faults.fault(
          path,
          "the status %s closes the incident, and closing needs a %s; use close-incident"
              .formatted(status, closing.reasonRequired() ? "reason" : "note"));
    }
  }
}
