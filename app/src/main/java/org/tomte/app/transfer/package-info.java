/** Exports everything into files that people can read, and imports such files. */
@NullMarked
package org.tomte.app.transfer;

import org.jspecify.annotations.NullMarked;
