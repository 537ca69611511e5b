package org.tomte.store.postgres;

/** Whether commits survive a power cut. Only tests may choose that they need not. */
enum Durability {
  DURABLE,
  /** For databases of tests, which live as long as the test's process. */
  THROWAWAY
}
