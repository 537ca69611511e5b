package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.observable.Defang;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte indicator list}. */
@Command(
    name = "list",
    description = "Lists indicators in the order in which they came.",
    footer = {
      "",
      "Example: tomte indicator list --value hxxp://evil[.]com/x",
      "Exit: 0 done, 2 no such type or value, 3 no instance."
    })
final class IndicatorListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only this type: domain, email, file, ip, network, hash, url, artifact.")
  private @Nullable String type;

  @Option(
      names = "--value",
      paramLabel = "VALUE",
      description =
          "Only this one, written in any form; without --type the value tells what it is.")
  private @Nullable String value;

  @Mixin private ListOptions page = new ListOptions();

  IndicatorListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    page.check();
    IndicatorFilter filter = filter();
    OpenInstance instance = context.door().open();
    SearchFields fields = ListOptions.fields(instance, SearchTarget.INDICATORS);
    IndicatorType wanted = filter.type();
    List<Indicator> indicators =
        page.read(
            instance,
            SearchTarget.INDICATORS,
            ListOptions.equal(fields.field(FieldNames.TYPE), wanted == null ? null : wanted.word()),
            ListOptions.equal(fields.field(FieldNames.VALUE), filter.value()));
    if (json.wanted()) {
      context.console().json(indicators.stream().map(IndicatorListCommand::json).toList());
      return ExitCode.DONE;
    }
    context.console().table(table(indicators));
    return ExitCode.DONE;
  }

  private IndicatorFilter filter() {
    try {
      IndicatorType wanted = type == null ? null : IndicatorType.of(type);
      if (value == null) {
        return new IndicatorFilter(wanted, null, null);
      }
      IndicatorName name = IndicatorName.read(wanted, value);
      return new IndicatorFilter(name.type(), name.value(), null);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFault(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  /** As a person sees them. */
  static Table table(List<Indicator> indicators) {
    Table table = Table.of("id", "type", "value", "confidence", "tlp", "seen", "last seen");
    indicators.forEach(each ->
        table.row(
            each.id(),
            each.name().type().word(),
            Defang.defang(each.name().value()),
            each.confidence(),
            each.fields().text(FieldNames.TLP),
            each.sightings().count(),
            Instants.shown(each.sightings().last())));
    return table;
  }

  /** As programs see one. */
  static Map<String, Object> json(Indicator indicator) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", indicator.id());
    json.put("type", indicator.name().type().word());
    json.put("value", indicator.name().value());
    json.put("defanged", Defang.defang(indicator.name().value()));
    json.put("firstSeen", indicator.sightings().first());
    json.put("lastSeen", indicator.sightings().last());
    json.put("sightings", indicator.sightings().count());
    json.put("created", indicator.times().created());
    json.put("by", indicator.createdBy().words());
    json.put("fields", indicator.fields().asMap());
    return json;
  }
}
