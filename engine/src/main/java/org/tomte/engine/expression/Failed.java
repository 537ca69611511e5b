package org.tomte.engine.expression;

/**
 * The expression could not be evaluated on these values.
 *
 * @param reason what went wrong, naming the value, for example {@code 'abc' is not an IP address}
 */
public record Failed(String reason) implements Verdict, Evaluated {}
