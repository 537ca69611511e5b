package org.tomte.app.command;

/** What commands do with an open instance. */
public interface OpenInstance {}
