package org.tomte.casework;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.tomte.casework.entity.Harvester;
import org.tomte.casework.setting.CaseSettings;

/**
 * What all commands share.
 *
 * @param clock tells when
 * @param settings gives the settings of now
 */
public record CaseworkContext(InstantSource clock, Supplier<CaseSettings> settings) {

  /** With settings that do not change. */
  public static CaseworkContext of(InstantSource clock, CaseSettings settings) {
    return new CaseworkContext(clock, () -> settings);
  }

  /** The built-in settings, and nothing is found in texts: for tests and simulations of parts. */
  public static CaseworkContext plain(InstantSource clock) {
    return of(clock, CaseSettings.STANDARD.harvestedBy(Harvester.NONE));
  }
}
