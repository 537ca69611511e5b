package org.tomte.connectors.webhook;

import org.tomte.api.http.HttpAnswer;

/** A request that is not taken, with the answer that says why. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String words) {
    super(words, null, false, false);
    this.status = status;
  }

  String words() {
    return String.valueOf(getMessage());
  }

  HttpAnswer answer() {
    HttpAnswer answer = Answers.error(status, words());
    return status == 401 ? answer.with("WWW-Authenticate", "Bearer") : answer;
  }
}
