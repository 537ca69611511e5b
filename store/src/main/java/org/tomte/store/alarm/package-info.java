/** Alarms in the database. */
@NullMarked
package org.tomte.store.alarm;

import org.jspecify.annotations.NullMarked;
