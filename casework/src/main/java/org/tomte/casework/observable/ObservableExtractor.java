package org.tomte.casework.observable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;
import org.tomte.casework.observable.Observable.Kind;

/**
 * Finds observables in text, in time linear in its length. Defanged forms count, what is our own
 * does not. Each kind is searched in its own pass over what the passes before left, so that the
 * host of a URL or the domain of a mail address is not found a second time. Safe for use by several
 * threads.
 */
public final class ObservableExtractor {

  /** Characters of a text that are looked at; the rest is left out. */
  public static final int LONGEST_TEXT = 1_000_000;

  /** Observables that one text gives at most. */
  public static final int MOST = 2_000;

  /** Characters of the longest URL; RFC 9110 section 4.1 asks for 8,000. */
  static final int LONGEST_URL = 8_000;

  private static final String DOT = "[.\uE000]";
  private static final String LABEL =
      "[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}_])?";
  private static final String NAME = "(?:" + LABEL + DOT + ")+" + LABEL;

  private static final Pattern URLS =
      Pattern.compile("(?i)\\b(?:https?|ftps?)://[^\\s<>\"`|^\\x00-\\x1f]+");
  private static final Pattern EMAILS =
      Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_{}~.\uE000-]+@(" + NAME + ")");
  private static final Pattern V6 =
      Pattern.compile("[0-9A-Za-z_:.\uE000-]*:[0-9A-Za-z_:.\uE000-]*");
  private static final Pattern HASHES = Pattern.compile("[0-9A-Za-z_]{32,}");
  private static final Pattern NAMES = Pattern.compile(NAME);

  private final OwnAssets own;
  private final Set<String> extensions;

  /** An extractor that leaves out what is our own. */
  public ObservableExtractor(OwnAssets own) {
    this(own, Set.of());
  }

  /**
   * An extractor that leaves out what is our own.
   *
   * @param extensions the endings of names of files, in lower case; empty for the built-in ones
   */
  public ObservableExtractor(OwnAssets own, Set<String> extensions) {
    this.own = own;
    this.extensions = Set.copyOf(extensions);
  }

  private boolean isFile(String word) {
    return extensions.isEmpty()
        ? FileNames.isFile(word)
        : extensions.contains(FileNames.extension(word));
  }

  /** The observables of a text, each once, URLs first, then in the order in which they stand. */
  public List<Observable> extract(String text) {
    String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    Pass pass = new Pass(Defang.marked(bounded));
    TextTraits traits = TextTraits.of(pass.text);
    // Most titles have nothing of the kind, and looking for a character is a hundred times cheaper.
    if (traits.scheme()) {
      pass.over(URLS, this::url);
    }
    if (traits.at()) {
      pass.over(EMAILS, this::email);
    }
    if (traits.colons()) {
      pass.over(V6, this::addressV6);
    }
    if (traits.longWord()) {
      pass.over(HASHES, ObservableExtractor::hash);
    }
    if (traits.dot()) {
      pass.over(NAMES, this::name);
    }
    return List.copyOf(pass.found);
  }

  /** What is left of a text and what was found in it. */
  private static final class Pass {
    private final Set<Observable> found = new LinkedHashSet<>();
    private String text;

    Pass(String text) {
      this.text = text;
    }

    void over(Pattern pattern, Finder finder) {
      Matcher matcher = pattern.matcher(text);
      StringBuilder left = new StringBuilder(text.length());
      int from = 0;
      while (found.size() < MOST && matcher.find()) {
        Find find = finder.look(matcher, text);
        if (find != null) {
          find.observables().stream().limit(MOST - found.size()).forEach(found::add);
          left.append(text, from, matcher.start()).append(' ');
          from = matcher.start() + find.length();
        }
      }
      text = left.append(text, from, text.length()).toString();
    }
  }

  private interface Finder {
    /** What stands at a match, or null if a later pass should look at it. */
    @Nullable Find look(Matcher match, String text);
  }

  /** What was found, and how many characters it takes from the start of the match. */
  private record Find(List<Observable> observables, int length) {}

  private static Find nothing(Matcher match) {
    return new Find(List.of(), match.end() - match.start());
  }

  private @Nullable Find url(Matcher match, String text) {
    String raw = UrlText.withoutTrailing(match.group());
    boolean isTooLong = raw.length() > LONGEST_URL;
    String kept = isTooLong ? raw.substring(0, LONGEST_URL) : raw;
    UrlText url = UrlText.parse(kept.replace(Defang.BRACKETED_DOT, '.'));
    if (url == null) {
      return null;
    }
    Observable host = host(url.host());
    if (host == null) {
      return new Find(List.of(), raw.length());
    }
    List<Observable> found =
        isTooLong ? List.of(host) : List.of(new Observable(Kind.URL, url.canonical()), host);
    return new Find(found, raw.length());
  }

  private @Nullable Observable host(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    IpAddress address = IpAddress.parse(bare);
    if (address != null) {
      return own.ownsAddress(address) ? null : new Observable(Kind.IP, address.toString());
    }
    DomainName domain = DomainName.parse(host);
    return domain == null || own.ownsDomain(domain.name())
        ? null
        : new Observable(Kind.DOMAIN, domain.name());
  }

  private @Nullable Find email(Matcher match, String text) {
    String[] parts = match.group().replace(Defang.BRACKETED_DOT, '.').split("@", 2);
    String local = parts[0].replaceFirst("^[.'/=-]+", "");
    DomainName domain = DomainName.parse(parts[1]);
    if (domain == null || local.isEmpty() || local.length() > 64 || local.endsWith(".")) {
      return null;
    }
    if (own.ownsDomain(domain.name())) {
      return nothing(match);
    }
    String address = local.toLowerCase(Locale.ROOT) + "@" + domain.name();
    return new Find(List.of(new Observable(Kind.EMAIL, address)), match.end() - match.start());
  }

  private @Nullable Find addressV6(Matcher match, String text) {
    String raw = match.group().replace(Defang.BRACKETED_DOT, '.');
    String word = raw.replaceFirst("[.:_-]$", raw.endsWith("::") ? "$0" : "");
    boolean isPlausible =
        word.chars().filter(c -> c == ':').count() >= 2
            && word.chars().anyMatch(Character::isDigit);
    IpAddress address = isPlausible ? IpAddress.parse(word) : null;
    return address == null ? null : found(address, match);
  }

  private Find found(IpAddress address, Matcher match) {
    boolean isOfUse = !own.ownsAddress(address) && !SPECIAL.contains(address.toString());
    return isOfUse
        ? new Find(
            List.of(new Observable(Kind.IP, address.toString())), match.end() - match.start())
        : nothing(match);
  }

  private static final Set<String> SPECIAL =
      Set.of("::", "::1", "0.0.0.0", "127.0.0.1", "255.255.255.255");

  private static Find hash(Matcher match, String text) {
    String word = match.group().toLowerCase(Locale.ROOT);
    boolean isHash =
        (word.length() == 32 || word.length() == 40 || word.length() == 64)
            && word.chars().allMatch(c -> Character.digit(c, 16) >= 0)
            && word.chars().distinct().count() > 2;
    return isHash
        ? new Find(List.of(new Observable(Kind.HASH, word)), match.end() - match.start())
        : nothing(match);
  }

  private @Nullable Find name(Matcher match, String text) {
    String raw = match.group();
    boolean wasDefanged = raw.indexOf(Defang.BRACKETED_DOT) >= 0;
    String word = withoutServiceLabels(raw.replace(Defang.BRACKETED_DOT, '.'));
    if (Character.isDigit(word.charAt(word.length() - 1)) && isNumeric(word)) {
      return numeric(word, match, text);
    }
    DomainName domain = DomainName.parse(word);
    boolean isFile = !wasDefanged && isFile(word);
    if (isFile && (domain == null || FileNames.isAmbiguous(word) || !extensions.isEmpty())) {
      return new Find(List.of(new Observable(Kind.FILE, word)), raw.length());
    }
    return domain == null || own.ownsDomain(domain.name())
        ? nothing(match)
        : new Find(List.of(new Observable(Kind.DOMAIN, domain.name())), raw.length());
  }

  /** Without labels such as {@code _dmarc} (RFC 8552), which are no hosts. */
  private static String withoutServiceLabels(String name) {
    int from = 0;
    while (name.charAt(from) == '_' && name.indexOf('.', from) > 0) {
      from = name.indexOf('.', from) + 1;
    }
    return name.substring(from);
  }

  private static boolean isNumeric(String word) {
    return word.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private Find numeric(String word, Matcher match, String text) {
    IpAddress address = IpAddress.parse(word);
    return address == null || isVersionOrNetwork(text, match)
        ? nothing(match)
        : found(address, match);
  }

  /** Whether the numbers are a version ("Chrome/1.2.3.4", "version 1.2.3.4") or a CIDR block. */
  private static boolean isVersionOrNetwork(String text, Matcher match) {
    if (match.end() + 1 < text.length()
        && text.charAt(match.end()) == '/'
        && Character.isDigit(text.charAt(match.end() + 1))) {
      return true;
    }
    String before =
        text.substring(Math.max(0, match.start() - 10), match.start()).toLowerCase(Locale.ROOT);
    boolean isProduct =
        before.endsWith("/")
            && before.length() > 1
            && Character.isLetter(before.charAt(before.length() - 2));
    return isProduct || before.endsWith("version ") || before.endsWith("version: ");
  }

  /** The observables of several texts, each once. */
  public List<Observable> extractAll(List<String> texts) {
    Set<Observable> all = new LinkedHashSet<>();
    for (String text : texts) {
      if (all.size() >= MOST) {
        break;
      }
      all.addAll(extract(text));
    }
    return new ArrayList<>(all).subList(0, Math.min(MOST, all.size()));
  }
}
