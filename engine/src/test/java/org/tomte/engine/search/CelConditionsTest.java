package org.tomte.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.search.ConditionReader.Outcome;
import org.tomte.casework.search.ConditionReader.Read;
import org.tomte.casework.search.ConditionReader.Wrong;
import org.tomte.casework.search.SearchFields;

class CelConditionsTest {
  private static final SearchFields FIELDS =
      SearchFields.of(
          ObjectKind.INCIDENT,
          FieldCatalogue.with(
              List.of(CustomField.of("color", "choice", List.of("red", "green"), "A colour."))));

  private static Outcome read(String text) {
    return new CelConditions().read(text, FIELDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "severity == 'high' && !has(owner)",
        "event.severity in ['high', 'critical'] || 'vip' in event.tags",
        "title.contains('invoice') && !title.endsWith('.js')",
        "contains(title, 'invoice')",
        "opened > now - duration('24h') && age(opened, now) < duration('1d')",
        "age > duration('4h') && idle >= duration('30m') && inPhaseFor > duration('7d')",
        "custom.color == 'red' && has(custom.color)",
        "createdBy.kind == 'daemon' && createdBy.daemon == 7",
        "restricted || restricted == false",
        "number in [1, 2, 3] && 10 > closures && reopens >= 0.5",
        "closed - opened > duration('90m') && owner != team",
      })
  void whatADatabaseCanAnswerIsRead(String text) {
    assertThat(read(text)).as(text).isInstanceOf(Read.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sverity == 'high'              | 1:1: incident has no field 'sverity' ... did you mean 'severity'
          severity == 'hgih'             | 1:13: severity is never 'hgih'; valid are critical, high ... did you mean 'high'
          severity < 'high'              | words have no order here; write severity in [
          custom.color in ['rde']        | custom.color is never 'rde'; valid are red, green ... did you mean 'red'
          opened > 5                     | 1:8: a time is compared with a whole number ... timestamp('2026
          opened > '2026-11-25'          | a time is compared with text ... now - duration('24h')
          age > 3600                     | a duration is compared with a whole number ... duration('24h')
          tags == 'vip'                  | lists are not compared; write 'word' in tags
          tags.contains('vip')           | contains() works on text ... write 'vip' in tags
          title                          | title is text, not true or false ... has(title)
          owner == null                  | has(field) or !has(field)
          title.matches('a+')            | matches() is not part of the search language ... equalsIgnoreCase
          tags.exists(t, t == 'vip')     | exists() is not part of the search language
          size(title) > 5                | size() is not part of the search language
          number + 1 > 5                 | added here ... duration('24h')
          severity == 'high' ? true : false | '? :' is not part of the search language
          'x' in owner                   | owner is text, not a list
          number in ['a']                | this is text, and what is looked for is a whole number
          opened > timestamp('yesterday') | a time is written as in timestamp('2026-11-25T03:17:00Z')
          age > duration('1 day')        | a duration is written as in duration('90s')
          age > duration('1ns')          | in microseconds at most
          title == 'a\u0000'            | NUL character
          1 == 1                         | two constants are compared
          restricted < true              | true and false have no order
          has(owner, team)               | has() asks for one field
          owner == 'ada' &&              | 1:18: this is no valid expression
          """)
  void whatItCannotIsAFaultThatSaysWhatWouldBeValid(String text, String message) {
    assertThat(read(text)).as(text).isInstanceOf(Wrong.class);
    String told = ((Wrong) read(text)).faults().toString();
    assertThat(told).contains(message.split(" \\.\\.\\. "));
  }

  @Test
  void everyFaultIsToldWithItsLineAndColumn() {
    Wrong wrong = (Wrong) read("sverity == 'high'\n  && opened > 5\n  && titel.contains('x')");
    assertThat(wrong.faults())
        .extracting(fault -> fault.line() + ":" + fault.column())
        .containsExactly("1:1", "2:13", "3:6");
  }
}
