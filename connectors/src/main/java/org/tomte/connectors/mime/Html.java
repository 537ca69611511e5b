package org.tomte.connectors.mime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a person sees of HTML, and where its links go. */
final class Html {
  private static final Pattern PLAIN_URL =
      Pattern.compile("(?i)\\b(?:https?|ftp)://[^\\s<>\"']{1,2000}+");
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?i)^(?:https?://)?([a-z0-9](?:[a-z0-9-]{0,62}\\.)+[a-z]{2,24})(?:[/:?#].*)?$");

  private Html() {}

  /** The text of a document, a line for each block; hidden attributes and scripts are not text. */
  static String text(Document document) {
    return document
        .body()
        .wholeText()
        .replaceAll("[ \\t\\x0B\\f\\r\u00A0]+", " ")
        .replaceAll(" ?\\n[ \\n]*", "\n")
        .strip();
  }

  static Document parse(String html) {
    Document document = Jsoup.parse(html);
    document.select("script, style, template, head, noscript").remove();
    document.select("br").append("\n");
    document.select("p, div, tr, li, h1, h2, h3, h4, h5, h6, table, blockquote").prepend("\n");
    return document;
  }

  static void links(Document document, int most, List<Map<String, @Nullable Object>> links) {
    for (Element element : document.select("a[href], area[href], form[action]")) {
      if (links.size() >= most) {
        return;
      }
      String target = element.attr(element.hasAttr("href") ? "href" : "action").strip();
      if (!target.isEmpty() && !target.startsWith("#")) {
        links.add(link(target, element.text().strip()));
      }
    }
  }

  static void links(String text, int most, List<Map<String, @Nullable Object>> links) {
    Matcher url = PLAIN_URL.matcher(text);
    while (links.size() < most && url.find()) {
      links.add(link(url.group().replaceAll("[.,;:!?)\\]}]+$", ""), ""));
    }
  }

  private static Map<String, @Nullable Object> link(String target, String text) {
    Map<String, @Nullable Object> link = new LinkedHashMap<>();
    RewrittenLink rewritten = RewrittenLink.of(target);
    String real = rewritten == null || rewritten.target() == null ? target : rewritten.target();
    link.put("url", real);
    if (rewritten != null) {
      link.put("rewritten_by", rewritten.by());
      link.put("written_url", target);
    }
    String domain = domain(real);
    if (domain != null) {
      link.put("domain", domain);
    }
    if (!text.isEmpty()) {
      link.put("text", Words.cut(text, 1_000));
    }
    String shown = shownDomain(text);
    if (shown != null) {
      link.put("shown_domain", shown);
    }
    link.put("deceptive", shown != null && domain != null && !related(shown, domain));
    return link;
  }

  private static @Nullable String shownDomain(String text) {
    Matcher shown = SHOWN.matcher(text);
    return text.length() < 500 && shown.matches() ? Addresses.domain(shown.group(1)) : null;
  }

  /** One is the other or a part of it: a link shown as example.com may go to www.example.com. */
  private static boolean related(String shown, String real) {
    return shown.equals(real) || shown.endsWith("." + real) || real.endsWith("." + shown);
  }

  private static @Nullable String domain(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mailto:")) {
      int sign = url.indexOf('@');
      return sign < 0 ? null : Addresses.domain(url.substring(sign + 1).replaceAll("[?,;].*", ""));
    }
    int scheme = url.indexOf("//");
    if (scheme < 0 || scheme > 10) {
      return null;
    }
    String authority = url.substring(scheme + 2).replaceAll("(?s)[/?#\\\\].*", "");
    String host = authority.substring(authority.lastIndexOf('@') + 1).replaceAll(":\\d*$", "");
    return host.isEmpty() ? null : Addresses.domain(host);
  }
}
