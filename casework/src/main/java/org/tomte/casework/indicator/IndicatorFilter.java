package org.tomte.casework.indicator;

import org.jspecify.annotations.Nullable;

/**
 * Which indicators are wanted.
 *
 * @param type only this type; null for all
 * @param value only this value in its one form; null for all
 * @param daemon only those that the daemon of this identity brought first; null for all
 */
public record IndicatorFilter(
    @Nullable IndicatorType type, @Nullable String value, @Nullable Integer daemon) {

  /** Every indicator. */
  public static final IndicatorFilter ALL = new IndicatorFilter(null, null, null);

  /** Whether an indicator is wanted. */
  public boolean matches(Indicator indicator) {
    return (type == null || type == indicator.name().type())
        && (value == null || value.equals(indicator.name().value()))
        && (daemon == null || daemon.equals(indicator.createdBy().daemonIdentity()));
  }
}
