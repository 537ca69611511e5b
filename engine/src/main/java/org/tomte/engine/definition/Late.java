package org.tomte.engine.definition;

/** By which instant time frames are judged for an event that waited longer than one interval. */
public enum Late {
  /** By the event's own time. */
  EVENT,
  /** By the launch time of the run that reads it. */
  LAUNCH
}
