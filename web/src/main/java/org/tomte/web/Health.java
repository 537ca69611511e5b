package org.tomte.web;

import java.util.Map;

/**
 * How the program is.
 *
 * @param ready whether it can do its work now
 * @param parts each part with "ok" or what is wrong, in words without secrets
 */
public record Health(boolean ready, Map<String, String> parts) {}
