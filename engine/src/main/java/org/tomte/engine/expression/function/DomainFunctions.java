package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.STRING;
import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.text;

import com.google.common.base.Splitter;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.observable.Defang;
import org.tomte.casework.observable.DomainName;
import org.tomte.casework.observable.UrlText;

/** Functions on domain names, URLs and mail addresses. */
final class DomainFunctions {

  private static final String GROUP = "domains, URLs and mail addresses";

  private DomainFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>();
    all.addAll(registration());
    all.addAll(forms());
    all.addAll(urls());
    all.addAll(addresses());
    return all;
  }

  private static List<FunctionDefinition> registration() {
    return List.of(
        named("isDomain")
            .says("Whether a text is a domain name under a public suffix.")
            .example("'example.com'.isDomain() && !'report.docx'.isDomain()")
            .both(BOOL, STRING)
            .does(GROUP, arguments -> DomainName.parse(text(arguments, 0, "isDomain")) != null),
        texts(
            "registrableDomain",
            "The part of a domain name that somebody registered.",
            "'a.b.example.co.uk'.registrableDomain() == 'example.co.uk'",
            text -> domain(text).registrable()),
        texts(
            "publicSuffix",
            "The suffix under which anybody can register.",
            "'a.example.co.uk'.publicSuffix() == 'co.uk'",
            text -> domain(text).publicSuffix()));
  }

  private static List<FunctionDefinition> forms() {
    return List.of(
        texts(
            "domainAscii",
            "A domain name of any script in lower-case ASCII.",
            "'MÜNCHEN.de'.domainAscii() == 'xn--mnchen-3ya.de'",
            DomainFunctions::ascii),
        texts(
            "domainUnicode",
            "A domain name in its own script.",
            "'xn--mnchen-3ya.de'.domainUnicode() == 'münchen.de'",
            IDN::toUnicode),
        named("isSubdomainOf")
            .says("Whether a domain name is another one or lies under it.")
            .example(
                "'mail.example.com'.isSubdomainOf('example.com') &&"
                    + " !'badexample.com'.isSubdomainOf('example.com')")
            .both(BOOL, STRING, STRING)
            .does(
                GROUP,
                arguments ->
                    DomainName.isWithin(
                        ascii(text(arguments, 0, "isSubdomainOf")),
                        ascii(text(arguments, 1, "isSubdomainOf")))));
  }

  private static List<FunctionDefinition> urls() {
    return List.of(
        texts(
            "urlScheme",
            "The scheme of a URL.",
            "urlScheme('HTTPS://a.com/x') == 'https'",
            text -> url(text).scheme()),
        texts(
            "urlHost",
            "The host of a URL.",
            "urlHost('https://A.com:8443/x') == 'a.com'",
            text -> url(text).host()),
        texts(
            "urlPath",
            "The path of a URL.",
            "urlPath('https://a.com/x/y?z=1') == '/x/y'",
            text -> url(text).path()),
        named("urlParameter")
            .says("The first value of a query parameter of a URL, or null.")
            .example("urlParameter('https://a.com/?q=a%20b&r=2', 'q') == 'a b'")
            .both(STRING, STRING, STRING)
            .does(GROUP, DomainFunctions::parameter));
  }

  private static List<FunctionDefinition> addresses() {
    return List.of(
        texts(
            "emailLocalPart",
            "What stands before the @ of a mail address.",
            "'bob@example.com'.emailLocalPart() == 'bob'",
            text -> text.substring(0, at(text))),
        texts(
            "emailDomain",
            "The domain of a mail address in lower-case ASCII.",
            "'bob@Example.com'.emailDomain() == 'example.com'",
            text -> ascii(text.substring(at(text) + 1))),
        texts(
            "defang",
            "The text with URLs, domains and addresses made unclickable.",
            "'http://evil.com'.defang() == 'hxxp://evil[.]com'",
            Defang::defang),
        texts(
            "refang",
            "The text with defanged forms turned back.",
            "'hxxp://evil[.]com'.refang() == 'http://evil.com'",
            Defang::refang));
  }

  private interface Part {
    String of(String text);
  }

  private static FunctionDefinition texts(String name, String sentence, String example, Part part) {
    return named(name)
        .says(sentence)
        .example(example)
        .both(STRING, STRING)
        .does(
            GROUP,
            arguments -> {
              String text = text(arguments, 0, name);
              Budget.checkLength(10L * text.length());
              return part.of(text);
            });
  }

  private static DomainName domain(String text) {
    DomainName domain = DomainName.parse(text);
    if (domain == null) {
      throw new ValueFault(Values.shown(text) + " is no domain name under a public suffix");
    }
    return domain;
  }

  private static String ascii(String text) {
    String ascii = DomainName.toAscii(text);
    if (ascii == null) {
      throw new ValueFault(Values.shown(text) + " is no domain name");
    }
    return ascii.toLowerCase(Locale.ROOT);
  }

  private static UrlText url(String text) {
    UrlText url = UrlText.parse(text.strip());
    if (url == null) {
      throw new ValueFault(Values.shown(text) + " is no URL such as https://example.com/path");
    }
    return url;
  }

  private static @Nullable String parameter(@Nullable Object[] arguments) {
    String text = TextFunctions.charged(text(arguments, 0, "urlParameter"));
    String wanted = text(arguments, 1, "urlParameter");
    String query = url(text).query();
    if (query == null) {
      return null;
    }
    for (String pair : Splitter.on('&').split(query)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (decoded(name).equals(wanted)) {
        return equals < 0 ? "" : decoded(pair.substring(equals + 1));
      }
    }
    return null;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return part; // a stray % in a URL from the wild stays as it is
    }
  }

  private static int at(String text) {
    int at = text.lastIndexOf('@');
    if (at <= 0 || at == text.length() - 1) {
      throw new ValueFault(Values.shown(text) + " is no mail address");
    }
    return at;
  }
}
