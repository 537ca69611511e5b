package org.tomte.benchmarks.mail;

import java.util.Base64;
import java.util.Random;

/**
 * Mails like those of a team's mailbox: 60 % plain text, 25 % HTML, 15 % with a file of 40 to 140
 * kB; 31 kB on average. One of a hundred is wanted. The same at every run.
 */
final class SampleMails {
  /** In the subjects of those that the daemon wants. */
  static final String WANTED = "Urgent request";

  private static final int SEED = 20_261_125;
  private static final String SENTENCE =
      "The quarterly report on the new office is nearly finished; please look at the figures. ";

  private final Random random = new Random(SEED);

  /** A mail in ASCII. */
  String mail(int number) {
    int kind = random.nextInt(100);
    String body;
    if (kind < 60) {
      body = part("text/plain; charset=utf-8", text(1_000 + random.nextInt(16_000)));
    } else if (kind < 85) {
      body = part("text/html; charset=utf-8", html(10_000 + random.nextInt(32_000)));
    } else {
      body =
          "Content-Type: multipart/mixed; boundary=\"=_part\"\r\n\r\n--=_part\r\n"
              + part("text/plain; charset=utf-8", text(2_000))
              + "\r\n--=_part\r\n"
              + file(40_000 + random.nextInt(100_000))
              + "\r\n--=_part--\r\n";
    }
    return header(number) + body;
  }

  private static String header(int number) {
    String subject = number % 100 == 37 ? WANTED : "Weekly report";
    return """
    Return-Path: <sender%1$d@mail.example.org>
    Delivered-To: soc@example.com
    Received: from mx%2$d.example.org (mx%2$d.example.org [192.0.2.%2$d])
     by mail.example.com (Postfix) with ESMTPS id %1$08X
     for <soc@example.com>; Wed, 25 Nov 2026 08:%3$02d:%4$02d +0100 (CET)
    Received: from client%1$d.example.org ([198.51.100.%2$d])
     by mx%2$d.example.org with ESMTPSA id %1$d; Wed, 25 Nov 2026 08:%3$02d:%4$02d +0100
    Authentication-Results: mail.example.com; spf=pass smtp.mailfrom=mail.example.org;
     dkim=pass header.d=mail.example.org
    Message-ID: <%1$d.sample@mail.example.org>
    Date: Wed, 25 Nov 2026 08:%3$02d:%4$02d +0100
    From: Sender %1$d <sender%1$d@mail.example.org>
    To: SOC <soc@example.com>, other%1$d@example.com
    Subject: %5$s %1$d
    MIME-Version: 1.0
    """
        .formatted(number, number % 250 + 1, number / 60 % 60, number % 60, subject)
        .replace("\n", "\r\n");
  }

  private static String part(String type, String content) {
    return "Content-Type: " + type + "\r\n\r\n" + content;
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder(length + 100);
    while (text.length() < length) {
      text.append(SENTENCE).append(random.nextInt(1_000)).append("\r\n");
      if (random.nextInt(40) == 0) {
        text.append("See https://intranet.example.com/report/").append(random.nextInt(100));
        text.append("\r\n");
      }
    }
    return text.toString();
  }

  private String html(int length) {
    StringBuilder html = new StringBuilder(length + 300);
    html.append("<html><head><style>p { margin: 0 }</style></head><body>\r\n");
    while (html.length() < length) {
      html.append("<table class=\"row\"><tr><td style=\"padding:4px;color:#333333\"><p>");
      html.append(SENTENCE).append("<a href=\"https://news.example.com/item/");
      html.append(random.nextInt(10_000)).append("?source=mail\">Read more</a></p>\r\n");
      html.append(SENTENCE).append("<br>\r\n").append(SENTENCE).append("</td></tr></table>\r\n");
    }
    return html.append("</body></html>\r\n").toString();
  }

  private String file(int length) {
    byte[] content = new byte[length];
    random.nextBytes(content);
    return "Content-Type: application/pdf; name=\"report.pdf\"\r\n"
        + "Content-Disposition: attachment; filename=\"report.pdf\"\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n"
        + Base64.getMimeEncoder().encodeToString(content);
  }
}
