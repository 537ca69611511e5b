/**
 * Searching: conditions over the fields of objects with the same meaning in memory and in a
 * database, pages in any order, and plain words.
 */
@NullMarked
package org.tomte.casework.search;

import org.jspecify.annotations.NullMarked;
