/** The commands of {@code tomte}: one class each, the same at a terminal and inside the server. */
@NullMarked
package org.tomte.app.command;

import org.jspecify.annotations.NullMarked;
