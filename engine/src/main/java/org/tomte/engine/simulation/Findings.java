package org.tomte.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came out of a simulation, in the order of the events; used by one thread. */
final class Findings {
  final List<Map<String, @Nullable Object>> incidents = new ArrayList<>();
  final List<Map<String, @Nullable Object>> triage = new ArrayList<>();
  final List<Map<String, @Nullable Object>> updates = new ArrayList<>();
  final Map<Long, Map<String, @Nullable Object>> tasks = new TreeMap<>();
  final Map<Long, Map<String, @Nullable Object>> indicators = new TreeMap<>();
  final List<String> notes = new ArrayList<>();
  final List<String> outbox = new ArrayList<>();
  final List<List<String>> rules = new ArrayList<>();
  final List<String> discarded = new ArrayList<>();
  final List<String> quarantined = new ArrayList<>();
}
