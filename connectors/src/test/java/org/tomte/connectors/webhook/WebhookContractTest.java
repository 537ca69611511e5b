package org.tomte.connectors.webhook;

import org.tomte.api.http.HttpAnswer;
import org.tomte.testkit.ListenerContract;
import org.tomte.testkit.ListenerSample;
import org.tomte.testkit.MemoryRoutes;

class WebhookContractTest extends ListenerContract {
  @Override
  protected ListenerSample<?> sample() {
    MemoryRoutes routes = new MemoryRoutes();
    return new ListenerSample<>(
        new WebhookConnector(),
        Hook.plain(),
        Hook.context(routes, Hook.NOW),
        number -> {
          HttpAnswer answer =
              routes.call(
                  Hook.post("{\"number\": %d}".formatted(number))
                      .json()
                      .with("Idempotency-Key", "k" + number));
          if (answer.status() != 200) {
            throw new AssertionError(answer.body());
          }
        },
        true);
  }
}
