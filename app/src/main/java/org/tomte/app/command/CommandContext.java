package org.tomte.app.command;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.tomte.app.console.Console;
import org.tomte.engine.definition.compile.Installed;

/** What a command works with; one for each call. */
public final class CommandContext {
  private final Console console;
  private final Typed typed;
  private final Surroundings surroundings;
  private final GivenInput input = new GivenInput();

  /**
   * What does not depend on the call.
   *
   * @param clock tells when
   * @param installed the connectors, deliveries and fields of this program, without an instance
   * @param door the way to the instance
   * @param services the commands that go on until they are stopped
   * @param mask hides secrets in a text
   */
  public record Surroundings(
      InstantSource clock,
      Supplier<Installed> installed,
      InstanceDoor door,
      Services services,
      UnaryOperator<String> mask) {}

  /** A context for one call. */
  public CommandContext(Console console, Typed typed, Surroundings surroundings) {
    this.console = console.masked(surroundings.mask());
    this.typed = typed;
    this.surroundings = surroundings;
  }

  /** Where the command writes. */
  public Console console() {
    return console;
  }

  /** Where input comes from. */
  Typed typed() {
    return typed;
  }

  /** What was given to this command. */
  GivenInput input() {
    return input;
  }

  /** A text with its secrets hidden. */
  String masked(String text) {
    return surroundings.mask().apply(text);
  }

  InstantSource clock() {
    return surroundings.clock();
  }

  Installed installed() {
    return surroundings.installed().get();
  }

  InstanceDoor door() {
    return surroundings.door();
  }

  Services services() {
    return surroundings.services();
  }
}
