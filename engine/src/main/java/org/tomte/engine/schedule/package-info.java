/**
 * Schedules as pure functions: when a daemon runs next, what was missed, and what happens when a
 * run still goes on.
 */
@NullMarked
package org.tomte.engine.schedule;

import org.jspecify.annotations.NullMarked;
