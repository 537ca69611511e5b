package org.tomte.connectors.imap;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * A search in the words of SEARCH (RFC 3501 section 6.4.4). It asks for no less than what is looked
 * for: negations stay out, because a server that finds too much would then hide mails. What comes
 * is held to the whole search by {@link SearchCheck}.
 *
 * @param criteria what follows the UIDs
 * @param charset of the texts; null when all are ASCII
 */
record SearchCommand(Argument criteria, @Nullable String charset) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);

  /** Where servers write down by which address a mail came. */
  private static final List<String> DELIVERY =
      List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Received");

  /**
   * The command of a search.
   *
   * @param asciiOnly leaves out other texts, for servers that do not know UTF-8
   */
  static SearchCommand of(MailSearch search, boolean asciiOnly) {
    Argument criteria = new Argument();
    filter(search.all(), asciiOnly).forEach(criteria::append);
    if (search.unseen()) {
      criteria.writeAtom("UNSEEN");
    }
    LocalDate since = search.since();
    if (since != null) {
      // A server counts days in a zone of its own.
      criteria.writeAtom("SINCE").writeAtom(DAY.format(since.minusDays(1)));
    }
    List<Argument> sets = new ArrayList<>();
    boolean anything = false;
    for (MailFilter one : search.any()) {
      List<Argument> terms = filter(one, asciiOnly);
      anything |= terms.isEmpty();
      Argument set = new Argument();
      terms.forEach(set::append);
      sets.add(terms.size() == 1 ? set : new Argument().writeArgument(set));
    }
    if (!sets.isEmpty() && !anything) {
      criteria.append(or(sets));
    }
    return new SearchCommand(criteria, asciiOnly || isAscii(search) ? null : "UTF-8");
  }

  private static List<Argument> filter(MailFilter filter, boolean asciiOnly) {
    List<Argument> terms = new ArrayList<>();
    add(terms, filter.from(), asciiOnly, text -> List.of(term("FROM", text)));
    add(terms, filter.to(), asciiOnly, text -> List.of(term("TO", text), term("CC", text)));
    add(terms, filter.subject(), asciiOnly, text -> List.of(term("SUBJECT", text)));
    add(terms, filter.body(), asciiOnly, text -> List.of(term("BODY", text)));
    filter
        .header()
        .forEach(
            (name, words) -> add(terms, words, asciiOnly, text -> List.of(header(name, text))));
    add(
        terms,
        filter.deliveredTo(),
        asciiOnly,
        text -> DELIVERY.stream().map(name -> header(name, text)).toList());
    return terms;
  }

  private static void add(
      List<Argument> terms,
      @Nullable Words words,
      boolean asciiOnly,
      Function<String, List<Argument>> term) {
    if (words == null || (asciiOnly && !words.any().stream().allMatch(SearchCommand::isAscii))) {
      return;
    }
    terms.add(or(words.any().stream().flatMap(text -> term.apply(text).stream()).toList()));
  }

  private static Argument term(String key, String text) {
    return text(new Argument().writeAtom(key), text);
  }

  private static Argument header(String name, String text) {
    return text(new Argument().writeAtom("HEADER").writeString(name), text);
  }

  private static Argument text(Argument argument, String text) {
    return isAscii(text)
        ? argument.writeString(text)
        : argument.writeString(text, StandardCharsets.UTF_8);
  }

  /** OR takes two, of which the second may be another OR. */
  private static Argument or(List<Argument> terms) {
    Argument last = terms.getLast();
    for (Argument one : terms.reversed().subList(1, terms.size())) {
      last = new Argument().writeAtom("OR").append(one).append(last);
    }
    return last;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static boolean isAscii(MailSearch search) {
    List<MailFilter> filters = new ArrayList<>(search.any());
    filters.add(search.all());
    return filters.stream().allMatch(SearchCommand::isAscii);
  }

  private static boolean isAscii(MailFilter filter) {
    List<@Nullable Words> all = new ArrayList<>(filter.header().values());
    all.add(filter.from());
    all.add(filter.to());
    all.add(filter.subject());
    all.add(filter.body());
    all.add(filter.deliveredTo());
    return all.stream()
        .allMatch(words -> words == null || words.any().stream().allMatch(SearchCommand::isAscii));
  }
}
