package org.tomte.connectors.clock;

/** The clock needs no settings. */
public record ClockSettings() {}
