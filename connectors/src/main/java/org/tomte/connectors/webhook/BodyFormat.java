package org.tomte.connectors.webhook;

/** What a body is made of. */
public enum BodyFormat {
  /** Told by the content type; JSON where it does not say. */
  AUTO,
  /** One JSON value (RFC 8259); each element of a list at the top is an event. */
  JSON,
  /** A JSON value on each line. */
  NDJSON,
  /** {@code application/x-www-form-urlencoded}. */
  FORM,
  /** CloudEvents 1.0 by HTTP: structured, batched or binary. */
  CLOUDEVENTS
}
