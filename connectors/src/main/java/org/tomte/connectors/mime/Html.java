package org.tomte.connectors.mime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** What a person sees of HTML, and where its links go. */
final class Html {
  private static final Pattern PLAIN_URL =
      Pattern.compile("(?i)\\b(?:https?|ftp)://[^\\s<>\"']{1,2000}+");
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?i)^(?:https?://)?([a-z0-9](?:[a-z0-9-]{0,62}\\.)+[a-z]{2,24})(?:[/:?#].*)?$");

  private static final List<String> SCHEMES = List.of("http", "https", "ftp");
  private static final Set<String> NOT_SHOWN =
      Set.of("script", "style", "template", "head", "noscript");
  private static final Set<String> BLOCKS =
      Set.of(
          "br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote");
  private static final Map<String, String> TARGETS =
      Map.of("a", "href", "area", "href", "form", "action");

  private Html() {}

  /**
   * What was found in a document.
   *
   * @param text a line for each block; hidden attributes and scripts are not text
   * @param targets the elements that lead somewhere
   */
  private record Content(StringBuilder text, List<Element> targets) implements NodeFilter {

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode words) {
        text.append(words.getWholeText());
      } else if (node instanceof Element element) {
        return begin(element);
      }
      return FilterResult.CONTINUE;
    }

    private FilterResult begin(Element element) {
      String name = element.normalName();
      if (NOT_SHOWN.contains(name)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      if (BLOCKS.contains(name)) {
        text.append('\n');
      }
      String attribute = TARGETS.get(name);
      if (attribute != null && element.hasAttr(attribute)) {
        targets.add(element);
      }
      return FilterResult.CONTINUE;
    }
  }

  /** Adds the text of HTML as {@code html_text}, and its links, up to a number of them. */
  static void read(
      String html,
      int most,
      Map<String, @Nullable Object> fields,
      List<Map<String, @Nullable Object>> links) {
    Content content = new Content(new StringBuilder(html.length() / 2), new ArrayList<>());
    var _ = NodeTraversor.filter(content, Jsoup.parse(html));
    fields.put("html_text", collapsed(content.text().toString()));
    for (Element element : content.targets()) {
      if (links.size() >= most) {
        return;
      }
      String target = element.attr(TARGETS.getOrDefault(element.normalName(), "href")).strip();
      if (!target.isEmpty() && !target.startsWith("#")) {
        links.add(link(target, element.text().strip()));
      }
    }
  }

  /** One space for many, one line end for many with the spaces around it. */
  private static String collapsed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int word = at;
      boolean line = false;
      while (word < text.length() && isSpace(text.charAt(word))) {
        line |= text.charAt(word) == '\n';
        word++;
      }
      int end = word;
      while (end < text.length() && !isSpace(text.charAt(end))) {
        end++;
      }
      if (word > at && !out.isEmpty() && end > word) {
        out.append(line ? '\n' : ' ');
      }
      out.append(text, word, end);
      at = end;
    }
    return out.toString().strip();
  }

  private static boolean isSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r') || character == '\u00A0';
  }

  static void links(String text, int most, List<Map<String, @Nullable Object>> links) {
    int sign = text.indexOf("://");
    Matcher url = PLAIN_URL.matcher(text).useTransparentBounds(true);
    while (sign >= 0 && links.size() < most) {
      int next = sign + 1;
      for (String scheme : SCHEMES) {
        int from = sign - scheme.length();
        boolean written = text.regionMatches(true, from, scheme, 0, scheme.length());
        if (written && url.region(from, text.length()).lookingAt()) {
          links.add(link(withoutLastSigns(url.group()), ""));
          next = url.end();
        }
      }
      sign = text.indexOf("://", next);
    }
  }

  /** What ends the sentence, not the address. */
  private static String withoutLastSigns(String address) {
    int end = address.length();
    while (end > 0 && ".,;:!?)]}".indexOf(address.charAt(end - 1)) >= 0) {
      end--;
    }
    return address.substring(0, end);
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

  /**
   * The host of an address, without user and port (RFC 3986 section 3.2).
   *
   * @param from where it begins, behind the slashes
   */
  static String host(String url, int from) {
    int end = from;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String named = url.substring(Math.max(from, url.lastIndexOf('@', end - 1) + 1), end);
    int port = named.length();
    while (port > 0 && Character.isDigit(named.charAt(port - 1))) {
      port--;
    }
    return port > 0 && named.charAt(port - 1) == ':' ? named.substring(0, port - 1) : named;
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
    String host = host(url, scheme + 2);
    return host.isEmpty() ? null : Addresses.domain(host);
  }
}
