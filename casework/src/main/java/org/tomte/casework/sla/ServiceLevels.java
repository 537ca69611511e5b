package org.tomte.casework.sla;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldValues;

/**
 * What was promised, and how time is counted.
 *
 * @param policies in the order in which they are asked
 * @param frames what time counts, by the name of the time frame
 */
public record ServiceLevels(List<SlaPolicy> policies, Map<String, BusinessTime> frames) {

  /** Nothing was promised. */
  public static final ServiceLevels NONE = new ServiceLevels(List.of(), Map.of());

  /** Copies; the policy that asks for most comes first, of equal ones the first by name. */
  public ServiceLevels {
    policies =
        policies.stream()
            .sorted(
                Comparator.comparingInt((SlaPolicy policy) -> -policy.scope().asks())
                    .thenComparing(SlaPolicy::name))
            .toList();
    frames = Map.copyOf(frames);
  }

  /** The policy for an incident with these fields; empty when nothing was promised for it. */
  public Optional<SlaPolicy> of(FieldValues fields) {
    return policies.stream().filter(policy -> policy.scope().holds(fields)).findFirst();
  }

  /** The time that counts in a frame; all time for one that is not there any more. */
  public BusinessTime time(@Nullable String frame) {
    return frame == null ? BusinessTime.ALWAYS : frames.getOrDefault(frame, BusinessTime.ALWAYS);
  }
}
