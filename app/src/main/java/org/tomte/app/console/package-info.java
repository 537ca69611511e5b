/** What a command sees of the person who calls it: text in and out, tables, JSON and progress. */
@NullMarked
package org.tomte.app.console;

import org.jspecify.annotations.NullMarked;
