package org.tomte.connectors.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Position;

/**
 * Gives growing files the names of their streams: {@code family#fingerprint}, and {@code ~2} and so
 * on for a later file of the same name that begins with the same lines. The family is the file's
 * name without rotation and compression suffixes, so {@code app.log}, {@code app.log.1} and {@code
 * app.log-20261125.gz} are of one family. Copies of one content, also compressed ones, are one
 * stream. What has a pointer keeps its name even when the file was renamed to another family.
 */
final class StreamNames {
  private static final Pattern ROTATION =
      Pattern.compile(
          "(\\.(\\d{1,9}|old|bak)|[-._](\\d{8}([-_T]?\\d{2,6})?|\\d{4}-\\d\\d-\\d\\d([-_T.]\\d\\d[-:\\d]*)?|\\d{10}))$");

  private static final Pattern NAME = Pattern.compile("(.*#[0-9a-f]{16})(?:~(\\d{1,9}))?");

  private final Map<String, SortedMap<Integer, Long>> known = new LinkedHashMap<>();
  private final Map<String, Named> assigned = new LinkedHashMap<>();

  /**
   * A file with what tells its identity.
   *
   * @param fingerprint see {@link Fingerprint}
   * @param head the beginning, to compare files of one fingerprint
   */
  @SuppressWarnings("ArrayRecordComponent") // read only, and nobody compares candidates
  record Candidate(FoundFile file, String fingerprint, byte[] head) {
    boolean isPlain() {
      return file.compression() == Compression.NONE;
    }

    String family() {
      return StreamNames.family(file);
    }
  }

  /**
   * A stream.
   *
   * @param file the file to read it from
   * @param conflict another file that begins with the same lines and is not a copy; null when there
   *     is none
   */
  record Named(FoundFile file, @Nullable FoundFile conflict) {}

  private StreamNames(Map<String, Position> pointers) {
    pointers.forEach((name, position) -> {
      Matcher ours = NAME.matcher(name);
      if (ours.matches()) {
        int generation = ours.group(2) == null ? 1 : Integer.parseInt(ours.group(2));
        long offset = position instanceof Position.Id(long id) ? id : 0;
        known.computeIfAbsent(ours.group(1), _ -> new TreeMap<>()).put(generation, offset);
      }
    });
  }

  /** Names of streams and the files to read them from, in the order of the candidates. */
  static Map<String, Named> of(List<Candidate> candidates, Map<String, Position> pointers) {
    StreamNames names = new StreamNames(pointers);
    Map<String, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      groups.computeIfAbsent(candidate.fingerprint(), _ -> new ArrayList<>()).add(candidate);
    }
    groups.forEach(names::assign);
    return names.assigned;
  }

  /** A name without the suffixes of compression and rotation. */
  static String withoutSuffixes(String stored) {
    String name = Compression.withoutSuffix(stored);
    String shorter = ROTATION.matcher(name).replaceFirst("");
    String twice = ROTATION.matcher(shorter).replaceFirst("");
    return twice.isEmpty() || twice.endsWith("/") || twice.endsWith("!") ? name : twice;
  }

  static String family(FoundFile file) {
    int mark = file.entry() == null ? -1 : file.name().lastIndexOf("!" + file.entry());
    String family = withoutSuffixes(mark < 0 ? file.name() : file.name().substring(0, mark));
    boolean alone = mark < 0 || lastPart(family).equals(lastPart(String.valueOf(file.entry())));
    return alone ? family : family + "!" + file.entry();
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The contents are put in order so that the one that has a pointer names itself first. */
  private void assign(String fingerprint, List<Candidate> group) {
    List<List<Candidate>> contents = contents(group);
    List<String> present = group.stream().map(Candidate::family).distinct().toList();
    contents.sort(Comparator.comparing(content -> knownFamily(fingerprint, content) == null));
    for (List<Candidate> content : contents) {
      FoundFile file = content.getFirst().file();
      String plain = nameOf(fingerprint, content, present);
      String name = plain + generation(plain, content.getFirst());
      Named earlier = assigned.get(name);
      assigned.put(name, earlier == null ? new Named(file, null) : new Named(earlier.file(), file));
    }
  }

  /** Files that begin alike are one content; the largest plain one stands first. */
  private static List<List<Candidate>> contents(List<Candidate> group) {
    List<Candidate> sorted = new ArrayList<>(group);
    sorted.sort(
        Comparator.comparing(Candidate::isPlain)
            .thenComparingLong(candidate -> candidate.file().size())
            .reversed()
            .thenComparing(candidate -> candidate.file().name()));
    List<List<Candidate>> contents = new ArrayList<>();
    for (Candidate candidate : sorted) {
      contents.stream()
          .filter(content -> Copies.same(content.getFirst(), candidate))
          .findFirst()
          .ifPresentOrElse(
              content -> content.add(candidate),
              () -> contents.add(new ArrayList<>(List.of(candidate))));
    }
    return contents;
  }

  private @Nullable String knownFamily(String fingerprint, List<Candidate> content) {
    return content.stream()
        .map(candidate -> candidate.family() + "#" + fingerprint)
        .filter(known::containsKey)
        .findFirst()
        .orElse(null);
  }

  private String nameOf(String fingerprint, List<Candidate> content, List<String> present) {
    String own = knownFamily(fingerprint, content);
    if (own != null) {
      return own;
    }
    for (String name : known.keySet()) {
      String family = name.substring(0, name.lastIndexOf('#'));
      boolean renamed =
          name.endsWith("#" + fingerprint)
              && !present.contains(family)
              && !assigned.containsKey(name);
      if (renamed && fits(name, content.getFirst())) {
        return name;
      }
    }
    return content.stream()
            .map(Candidate::family)
            .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
            .orElseThrow()
        + "#"
        + fingerprint;
  }

  private boolean fits(String name, Candidate candidate) {
    SortedMap<Integer, Long> generations = known.getOrDefault(name, new TreeMap<>());
    return !candidate.isPlain()
        || generations.isEmpty()
        || generations.lastEntry().getValue() <= candidate.file().size();
  }

  /** A plain file that is shorter than what was read of its name already is a new one. */
  private String generation(String plain, Candidate candidate) {
    SortedMap<Integer, Long> generations = known.getOrDefault(plain, new TreeMap<>());
    int last = generations.isEmpty() ? 1 : generations.lastKey();
    int generation = fits(plain, candidate) ? last : last + 1;
    return generation == 1 ? "" : "~" + generation;
  }
}
