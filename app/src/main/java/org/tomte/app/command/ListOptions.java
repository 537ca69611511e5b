package org.tomte.app.command;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.Cursor;
import org.tomte.casework.search.SearchFault;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Term;
import org.tomte.engine.search.CelConditions;
import picocli.CommandLine.Option;

/** Which objects a list shows: those that meet a condition, page by page by number. */
final class ListOptions {
  @Option(
      names = "--where",
      paramLabel = "CEL",
      description = "Only those that meet this condition; see docs/search.md.")
  private @Nullable String where;

  @Option(
      names = "--after",
      defaultValue = "0",
      paramLabel = "NUMBER",
      description = "Only those with a greater number.")
  private long after;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int limit;

  /** Rejects pages that nothing has. */
  void check() {
    if (limit < 1 || after < 0) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, and --after at least 0.");
    }
  }

  /**
   * The objects that are wanted.
   *
   * @param more further conditions
   */
  <T> List<T> read(OpenInstance instance, SearchTarget<T> target, Condition... more) {
    SearchFields fields = fields(instance, target);
    Condition all =
        new Condition.And(List.of(condition(where, fields), new Condition.And(List.of(more))));
    SearchRequest first = SearchRequest.first(fields, all, limit, instance.now());
    Cursor place = new Cursor(first.sort(), null, after);
    return instance.casework().search(target, first.after(place)).objects();
  }

  /** The fields that conditions may name. */
  static SearchFields fields(OpenInstance instance, SearchTarget<?> target) {
    return SearchFields.of(target.kind(), instance.compiled().compiled().settings().fields());
  }

  /** The condition of a text; any object when there is none. */
  static Condition condition(@Nullable String text, SearchFields fields) {
    try {
      return Optional.ofNullable(text)
          .map(written -> new CelConditions().condition(written, fields))
          .orElse(Condition.all());
    } catch (SearchFault wrong) {
      throw new CommandFault(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  /** That a field has a value; any object when there is no value. */
  static Condition equal(SearchField field, @Nullable Object value) {
    return value == null
        ? Condition.all()
        : new Condition.Comparison(
            new Term.OfField(field), Condition.Operator.EQUAL, new Term.Literal(value));
  }

  /** That an object is not closed. */
  static Condition open(boolean wanted, SearchFields fields) {
    return wanted ? new Condition.Not(new Condition.Has(fields.field("closed"))) : Condition.all();
  }
}
