package org.tomte.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxFileTest {

  @TempDir Path temporary;

  @Test
  void mailsAreReadOneByOneWhileTheMailboxGrows() throws Exception {
    Folder inbox = new Folder(temporary, FileSettings.of("inbox.mbox", FileFormat.AUTO));
    inbox.write(
        "inbox.mbox",
        "From a@b Tue Mar 04 03:33:20 2003\nSubject: one\n\n>From here on\nFrom a to b\n\n"
            + "From a@b Tue Mar 04 03:34:20 2003\nSubject: two\n\nhal");
    assertThat(inbox.runFor("subject")).containsExactly("one");
    inbox.append("inbox.mbox", "f\n\nFrom c@d Tue Mar 04 04:00:00 2003\nSubject: three\n\nx\n");
    assertThat(inbox.runFor("subject")).containsExactly("two");
    inbox.later(Duration.ofMinutes(2));
    assertThat(inbox.runFor("text")).containsExactly("x\n");
    assertThat(inbox.run()).isEmpty();
  }

  @Test
  void quotedLinesOfAMailAreUnquotedOnce() {
    String record =
        "From a@b Tue Mar 04 03:33:20 2003\nSubject: x\n\n>From here\n>>From there\n> From\n";
    assertThat(
            new String(
                MailboxRecords.unquoted(record.getBytes(StandardCharsets.US_ASCII)),
                StandardCharsets.US_ASCII))
        .isEqualTo("Subject: x\n\nFrom here\n>From there\n> From\n");
  }

  /** The mailbox and the mails in it, as the sample has both. */
  @Test
  void theMailsOfASampleAreThoseBesideIt() throws IOException {
    Path folder =
        Path.of(
            Objects.requireNonNull(MailboxFileTest.class.getResource("/mail/mime4j-mbox/test-1"))
                .getPath());
    String mailbox = Files.readString(folder.resolve("mbox.rlug"), StandardCharsets.ISO_8859_1);
    List<String> mails = new ArrayList<>();
    for (String record : mailbox.split("(?m)(?=" + MailboxRecords.FIRST_LINE + ")", -1)) {
      if (!record.isEmpty()) {
        mails.add(
            new String(
                MailboxRecords.unquoted(record.getBytes(StandardCharsets.ISO_8859_1)),
                StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(mails).hasSize(5);
    for (int i = 0; i < mails.size(); i++) {
      String expected =
          Files.readString(folder.resolve("mbox.rlug-" + i), StandardCharsets.ISO_8859_1);
      assertThat(mails.get(i).strip()).isEqualTo(expected.strip());
    }
  }
}
