/** The machinery of daemons: definitions, schedules, pointers, rules, runs and commits. */
@NullMarked
package org.tomte.engine;

import org.jspecify.annotations.NullMarked;
