/** The program: where it begins, what it is put together from, and what it tells the shell. */
@NullMarked
package org.tomte.app;

import org.jspecify.annotations.NullMarked;
