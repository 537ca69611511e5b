package org.tomte.engine.expression.function;

/**
 * The steps of an evaluation are used up. It is an error and no exception, because CEL and Liquid
 * catch exceptions on the way and go on with the next element, and this has to end everything. It
 * never leaves an evaluation, which turns it into a failed outcome.
 */
public final class Exhausted extends Error {

  Exhausted() {
    super("this takes more steps on this event than are allowed", null, false, false);
  }
}
