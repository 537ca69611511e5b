package org.tomte.connectors.mime;

import static org.tomte.connectors.mime.Comparison.all;
import static org.tomte.connectors.mime.Comparison.because;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares our reading of single header fields with tables of Stalwart's mail-parser. */
class HeaderTableTest {

  private interface Reader {
    void compare(Comparison comparison, String id, String header, @Nullable Object expected);
  }

  private static Comparison table(String name, Reader reader) {
    Comparison comparison = new Comparison();
    int row = 0;
    for (Object entry :
        Samples.list(Samples.json(Samples.folder("stalwart-header-tables/" + name + ".json")))) {
      Map<String, @Nullable Object> fields = Samples.map(entry);
      reader.compare(
          comparison,
          name + "-" + row++,
          field(String.valueOf(fields.get("header"))),
          fields.get("expected"));
    }
    return comparison;
  }

  /** The table feeds a stream: the field ends where no fold follows. */
  private static String field(String written) {
    String ended = written.replaceAll("(?s)(\\r?\\n)(?![ \\t]).*$", "");
    return HeaderField.unfold(ended);
  }

  @Test
  void unstructuredFields() {
    table(
            "unstructured",
            (c, id, header, expected) -> c.compare(id, expected, Words.decode(header)))
        .check(
            30,
            because(
                "no space is put in where the mail has none (RFC 2047)",
                "unstructured-21",
                "unstructured-22",
                "unstructured-27",
                "unstructured-28"));
  }

  @Test
  void addresses() {
    table(
            "address",
            (c, id, header, expected) -> c.compare(id, flat(expected), plain(Addresses.of(header))))
        .check(
            60,
            all(
                because(
                    "a comment is not part of a name that is there",
                    "address-8",
                    "address-10",
                    "address-14",
                    "address-22",
                    "address-56"),
                because("a backslash before a fold is lost by unfolding", "address-9"),
                because(
                    "an obsolete route is not part of the address, white space in it means nothing",
                    "address-13"),
                because("names are stripped of white space around them", "address-33"),
                because("a word without @ is a name, not an address", "address-42")));
  }

  private static List<List<@Nullable Object>> plain(List<Map<String, @Nullable Object>> found) {
    List<List<@Nullable Object>> plain = new ArrayList<>();
    for (Map<String, @Nullable Object> address : found) {
      plain.add(pair(address));
    }
    return plain;
  }

  private static List<@Nullable Object> pair(Map<String, @Nullable Object> address) {
    List<@Nullable Object> pair = new ArrayList<>();
    pair.add(address.get("name"));
    pair.add(address.get("address"));
    return pair;
  }

  private static List<List<@Nullable Object>> flat(@Nullable Object expected) {
    List<List<@Nullable Object>> flat = new ArrayList<>();
    if (!(expected instanceof Map)) {
      return flat;
    }
    for (Object entry : Samples.list(Samples.map(expected).get("List"))) {
      flat.add(pair(Samples.map(entry)));
    }
    for (Object group : Samples.list(Samples.map(expected).get("Group"))) {
      for (Object entry : Samples.list(Samples.map(group).get("addresses"))) {
        flat.add(pair(Samples.map(entry)));
      }
    }
    return flat;
  }

  @Test
  void contentTypes() {
    table(
            "content_type",
            (c, id, header, expected) -> c.compare(id, type(expected), type(MediaType.of(header))))
        .check(
            103,
            all(
                because(
                    "the language of a parameter is not kept",
                    "content_type-29",
                    "content_type-30",
                    "content_type-59"),
                because(
                    "a backslash escapes only quotes and backslashes: Windows paths have single"
                        + " ones",
                    "content_type-31"),
                because(
                    "white space between encoded words is not text (RFC 2047 section 6.2)",
                    "content_type-34"),
                because(
                    "parameters are kept although there is no type",
                    "content_type-43",
                    "content_type-48",
                    "content_type-58",
                    "content_type-62",
                    "content_type-63",
                    "content_type-65",
                    "content_type-66",
                    "content_type-71",
                    "content_type-72"),
                because("an equals sign is no type", "content_type-47"),
                because("an empty value is kept", "content_type-49"),
                because(
                    "a fold in quotes is one space or none",
                    "content_type-55",
                    "content_type-56",
                    "content_type-57"),
                because("parameters that keep to no rule are kept as they are", "content_type-61"),
                because(
                    "a type has two words",
                    "content_type-76",
                    "content_type-77",
                    "content_type-78")));
  }

  private static String type(MediaType type) {
    return type.name() + type.parameters();
  }

  private static String type(@Nullable Object expected) {
    Map<String, @Nullable Object> fields = Samples.map(expected);
    Object sub = fields.get("c_subtype");
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (Object entry : Samples.list(fields.get("attributes"))) {
      List<@Nullable Object> pair = Samples.list(entry);
      parameters.putIfAbsent(String.valueOf(pair.getFirst()), pair.getLast());
    }
    String name = fields.isEmpty() ? "" : fields.get("c_type") + (sub == null ? "" : "/" + sub);
    return name.toLowerCase(Locale.ROOT) + parameters;
  }

  @Test
  void dates() {
    table(
            "date",
            (c, id, header, expected) -> c.compare(id, date(expected), date(MailDates.of(header))))
        .check(
            40,
            because(
                "a month as a number is in no standard, day and month cannot be told apart",
                "date-10",
                "date-12"));
  }

  private static @Nullable String date(@Nullable OffsetDateTime date) {
    return date == null ? null : date.toInstant().toString();
  }

  static @Nullable String date(@Nullable Object expected) {
    if (expected == null) {
      return null;
    }
    Map<String, @Nullable Object> d = Samples.map(expected);
    int sign = Boolean.TRUE.equals(d.get("tz_before_gmt")) ? -1 : 1;
    int offset = sign * (number(d, "tz_hour") * 3_600 + number(d, "tz_minute") * 60);
    try {
      return OffsetDateTime.of(
              number(d, "year"),
              number(d, "month"),
              number(d, "day"),
              number(d, "hour"),
              number(d, "minute"),
              number(d, "second"),
              0,
              ZoneOffset.ofTotalSeconds(offset))
          .toInstant()
          .toString();
    } catch (DateTimeException impossible) {
      return null;
    }
  }

  private static int number(Map<String, @Nullable Object> date, String key) {
    return date.get(key) instanceof Integer number ? number : 0;
  }

  @Test
  void messageIds() {
    table(
            "id",
            (c, id, header, expected) ->
                c.compare(id, expected == null ? List.of() : expected, MailBuilder.ids(header)))
        .check(11, Map.of());
  }

  @Test
  void receivedFields() {
    table("received", HeaderTableTest::received)
        .check(
            543,
            all(
                because(
                    "PST and PDT are hours behind UTC (RFC 5322 section 4.3)",
                    "received-67-time",
                    "received-163-time"),
                because(
                    "a date is read although it is not after a semicolon or has dots",
                    "received-69-time"),
                because(
                    "a year of three digits is added to 1900 (RFC 5322 section 4.3)",
                    "received-89-time",
                    "received-90-time",
                    "received-128-time"),
                because("fractions of a second are left out, seconds are not", "received-144-time"),
                because("the word after by, whatever it is", "received-123-by"),
                because(
                    "the word after from, whatever it is",
                    "received-125-from",
                    "received-151-from"),
                because(
                    "what stands in a comment is a comment",
                    "received-161-from",
                    "received-162-from",
                    "received-163-from",
                    "received-165-from",
                    "received-171-from")));
  }

  private static void received(
      Comparison comparison, String id, String header, @Nullable Object expected) {
    Map<String, @Nullable Object> hop = ReceivedHops.of(header);
    Map<String, @Nullable Object> theirs = Samples.map(expected);
    comparison.compare(id + "-from", host(theirs.get("from")), lower(hop.get("from")));
    comparison.compare(id + "-by", host(theirs.get("by")), lower(hop.get("by")));
    comparison.compare(id + "-time", date(theirs.get("date")), hop.get("time"));
  }

  private static @Nullable String lower(@Nullable Object text) {
    return text == null ? null : String.valueOf(text).toLowerCase(Locale.ROOT);
  }

  private static @Nullable String host(@Nullable Object host) {
    Map<String, @Nullable Object> fields = Samples.map(host);
    return lower(fields.getOrDefault("Name", fields.get("IpAddr")));
  }
}
