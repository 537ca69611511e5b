package org.tomte.casework;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.tomte.casework.access.Access;
import org.tomte.casework.entity.Harvester;
import org.tomte.casework.setting.CaseSettings;

/**
 * What all commands share.
 *
 * @param clock tells when
 * @param settings gives the settings of now
 * @param commanders says what those who command may do
 */
public record CaseworkContext(
    InstantSource clock, Supplier<CaseSettings> settings, Commanders commanders) {

  /** Commands of people who are defined, and of daemons. */
  public CaseworkContext(InstantSource clock, Supplier<CaseSettings> settings) {
    this(clock, settings, Commanders.DEFINED);
  }

  /** With settings that do not change. */
  public static CaseworkContext of(InstantSource clock, CaseSettings settings) {
    return new CaseworkContext(clock, () -> settings);
  }

  /**
   * The built-in settings, nothing is found in texts, and everybody is an administrator: for tests
   * and simulations of parts.
   */
  public static CaseworkContext plain(InstantSource clock) {
    CaseSettings settings = CaseSettings.STANDARD.harvestedBy(Harvester.NONE);
    return new CaseworkContext(clock, () -> settings, Commanders.ANYBODY);
  }

  /** The same for somebody whose access the caller knows, for example from the command line. */
  public CaseworkContext actedBy(Access access) {
    return new CaseworkContext(clock, settings, commanders.with(access));
  }
}
