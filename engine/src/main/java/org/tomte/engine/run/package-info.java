/**
 * One execution of a daemon, from the planned instant to the committed pointer, and who starts it.
 */
@NullMarked
package org.tomte.engine.run;

import org.jspecify.annotations.NullMarked;
