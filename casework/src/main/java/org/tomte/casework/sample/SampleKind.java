package org.tomte.casework.sample;

import java.util.List;

/**
 * A kind of incident and how it usually goes.
 *
 * @param share how many of a hundred incidents are of this kind
 * @param severities what it usually is, each as often as it stands here
 * @param titles with placeholders in braces, see {@link SampleWords}
 * @param sentences of the description, with placeholders
 * @param hours how long the work usually takes: half of them take longer
 * @param triaged how many of a hundred come by triage
 */
record SampleKind(
    String type,
    String category,
    int share,
    List<String> severities,
    List<String> titles,
    List<String> sentences,
    double hours,
    int triaged) {

  /** Roughly what teams of mid-size companies report; the shares add up to a hundred. */
  static final List<SampleKind> ALL =
      List.of(
          new SampleKind(
              "phishing",
              "fraud",
              34,
              List.of("low", "medium", "medium", "high"),
              List.of(
                  "Phishing mail \"{subject}\" reported by {user}",
                  "Credential phishing at {phishing-host}",
                  "Mails from {outside-mail} ask for a bank transfer",
                  "{count} users got \"{subject}\""),
              List.of(
                  "The mail came from {outside-mail} and links to {url}.",
                  "{user} opened the link and typed a password.",
                  "Nobody followed the link; the host {phishing-host} is blocked now.",
                  "The attachment has the SHA-256 {sha256}.",
                  "It was sent through {ip}."),
              5,
              80),
          new SampleKind(
              "malware",
              "malicious-code",
              14,
              List.of("medium", "high", "high", "critical"),
              List.of(
                  "{family} found on {host}",
                  "{host} talks to {ip}",
                  "Suspicious {file} on {host}"),
              List.of(
                  "The scanner found {file} with SHA-256 {sha256} on {host}.",
                  "The host asked for {outside-host} every {count} minutes.",
                  "{host} was taken off the network.",
                  "It was downloaded from {url} by {user}."),
              26,
              55),
          new SampleKind(
              "brute-force",
              "intrusion-attempt",
              13,
              List.of("low", "low", "medium", "high"),
              List.of(
                  "{count}0 failed log-ins on {host} from {ip}",
                  "Password spraying against the VPN from {ip}",
                  "Locked accounts after log-ins from {ip6}"),
              List.of(
                  "All attempts came from {ip} within {count} minutes.",
                  "The account of {user} was locked.",
                  "No attempt succeeded.",
                  "The same address was seen at {host} before."),
              3,
              70),
          new SampleKind(
              "policy-violation",
              "other",
              10,
              List.of("low", "low", "medium"),
              List.of(
                  "Unlicensed {tool} on {host}",
                  "{user} sent company documents to {outside-mail}",
                  "Remote access tool {tool} on {host}"),
              List.of(
                  "{tool} was installed by {user}.",
                  "The department was told.",
                  "Traffic to {outside-host} was seen since last week."),
              30,
              40),
          new SampleKind(
              "vulnerability",
              "vulnerable",
              10,
              List.of("medium", "high", "critical"),
              List.of(
                  "Exposed service on {host}",
                  "Outdated {tool} on {count} servers",
                  "{host} answers with a default password"),
              List.of(
                  "The scan of {ip} found it.",
                  "A patch is there; the owner of {host} was asked for a window.",
                  "An exploit is public."),
              90,
              20),
          new SampleKind(
              "lost-device",
              "information-security",
              6,
              List.of("low", "medium"),
              List.of("Laptop of {user} lost on a train", "Telephone of {user} stolen"),
              List.of(
                  "The disk of {host} is encrypted.",
                  "It was wiped remotely.",
                  "{user} got a new password."),
              20,
              10),
          new SampleKind(
              "data-leak",
              "information-security",
              5,
              List.of("high", "critical"),
              List.of(
                  "{count} passwords of our users offered at {outside-host}",
                  "Open share with personal data on {host}",
                  "Mail with customer data to {outside-mail}"),
              List.of(
                  "The list holds {outside-mail} and others.",
                  "The data protection officer was told.",
                  "The share was open since the last change of {user}.",
                  "It was found at {url}."),
              70,
              15),
          new SampleKind(
              "account-takeover",
              "intrusion",
              4,
              List.of("high", "high", "critical"),
              List.of(
                  "Log-in of {user} from two countries",
                  "Forwarding rule to {outside-mail} in the mailbox of {user}"),
              List.of(
                  "The session came from {ip}.",
                  "All sessions of {user} were ended.",
                  "The rule sent every invoice to {outside-mail}."),
              12,
              60),
          new SampleKind(
              "web-attack",
              "intrusion-attempt",
              3,
              List.of("low", "medium", "high"),
              List.of("SQL injection against {host} from {ip}", "Web shell {file} on {host}"),
              List.of(
                  "The requests went to {host} from {ip} and {ip6}.", "The firewall blocked it."),
              9,
              60),
          new SampleKind(
              "denial-of-service",
              "availability",
              1,
              List.of("high", "critical"),
              List.of("Flood against {host}"),
              List.of("Sources such as {ip} sent {count} Gbit/s.", "The provider filters it."),
              7,
              5));
}
