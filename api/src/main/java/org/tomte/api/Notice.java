package org.tomte.api;

import java.util.List;

/**
 * A message to people that no daemon wrote, such as an alarm.
 *
 * @param subject one line
 * @param text plain text of some lines
 * @param addresses mail addresses of those who should get it; empty when the way out knows them
 */
public record Notice(String subject, String text, List<String> addresses) {}
