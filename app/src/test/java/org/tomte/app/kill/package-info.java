/** Kills of whole processes, and what must be left afterwards. */
@NullMarked
package org.tomte.app.kill;

import org.jspecify.annotations.NullMarked;
