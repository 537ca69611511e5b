package org.tomte.engine.expression.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.observable.OwnAssets;

/**
 * The functions that expressions can call. Docs, completion and tests are made from {@link
 * #entries()}; nothing can be called that does not stand there.
 */
public final class FunctionLibrary {

  private final List<FunctionDefinition> definitions;
  private final Tables tables;

  /**
   * A library.
   *
   * @param tables the tables that {@code lookup} reads
   * @param own what {@code observables} leaves out, asked for at each call
   */
  public FunctionLibrary(Tables tables, Supplier<OwnAssets> own) {
    this.tables = tables;
    List<FunctionDefinition> all = new ArrayList<>();
    all.addAll(TextFunctions.all());
    all.addAll(RegexFunctions.all());
    all.addAll(NetworkFunctions.all());
    all.addAll(DomainFunctions.all());
    all.addAll(HashFunctions.all());
    all.addAll(TimeFunctions.all());
    all.addAll(JsonFunctions.all());
    all.addAll(ListFunctions.all());
    all.add(LookupFunction.over(tables));
    all.add(ObservablesFunction.leavingOut(own));
    this.definitions = List.copyOf(all);
  }

  /** A library without tables and own assets. */
  public static FunctionLibrary plain() {
    return new FunctionLibrary(Tables.none(), OwnAssets::none);
  }

  /** The functions with what they do. */
  public List<FunctionDefinition> definitions() {
    return definitions;
  }

  /** What docs show: the language's own words first, then every function. */
  public static List<FunctionEntry> entries() {
    List<FunctionEntry> entries = new ArrayList<>(LanguageEntries.all());
    plain().definitions().forEach(definition -> entries.add(definition.entry()));
    return List.copyOf(entries);
  }

  /**
   * What is wrong with a constant argument, so that it is told at save and not at the first event.
   *
   * @param function the name of the function
   * @param index which argument, from 0, counting the one before the dot
   * @param constant the text that is written there
   * @return what is wrong, or null
   */
  public @Nullable String faultOf(String function, int index, String constant) {
    Budget.start();
    try {
      switch (function) {
        case "matches", "find", "findAll", "group" -> {
          if (index == 1) {
            Patterns.of(constant);
          }
        }
        case "inNetwork" -> {
          if (index == 1) {
            NetworkFunctions.range(constant);
          }
        }
        case "lookup" -> {
          if (index == 0) {
            LookupFunction.checkName(tables, constant);
          }
        }
        case "duration" -> DurationText.read(constant);
        case "parseTime", "formatTime", "hourIn", "dayIn", "dateIn", "startOfDay" ->
            TimeFunctions.checkConstant(function, index, constant);
        default -> {}
      }
      return null;
    } catch (ValueFault fault) {
      return fault.reason();
    }
  }
}
