package org.tomte.engine.commit;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectRef;

/** What one effect makes; the object may get its number later in the attempt. */
final class MadeEntry {
  private final String rule;
  private final String action;
  private final @Nullable Slot slot;
  private boolean joined;

  /**
   * An entry.
   *
   * @param slot the object; null when a condition held the effect back
   * @param joined whether the object was there before the event
   */
  MadeEntry(String rule, String action, @Nullable Slot slot, boolean joined) {
    this.rule = rule;
    this.action = action;
    this.slot = slot;
    this.joined = joined;
  }

  /** Says that the object was there after all. */
  void found() {
    joined = true;
  }

  static MadeEntry stored(MadeEffects.Made made) {
    ObjectRef object = made.object();
    return new MadeEntry(
        made.rule(), made.action(), object == null ? null : Slot.of(object), made.joined());
  }

  /** Whether it is that of an effect. */
  boolean of(String itsRule, String itsAction) {
    return rule.equals(itsRule) && action.equals(itsAction);
  }

  /** The object; null when a condition held the effect back. */
  @Nullable Slot slot() {
    return slot;
  }

  MadeEffects.Made made() {
    return new MadeEffects.Made(rule, action, slot == null ? null : slot.object(), joined);
  }

  /** An object that exists or will exist before the attempt ends. */
  static final class Slot {
    private @Nullable ObjectRef object;

    static Slot of(ObjectRef object) {
      Slot slot = new Slot();
      slot.object = object;
      return slot;
    }

    void fill(ObjectRef made) {
      object = made;
    }

    boolean filled() {
      return object != null;
    }

    ObjectRef object() {
      ObjectRef known = object;
      if (known == null) {
        throw new IllegalStateException("an object was named before it was made");
      }
      return known;
    }
  }
}
