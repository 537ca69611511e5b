/** Documents with their revisions, and the switches of daemons, in the database. */
@NullMarked
package org.tomte.store.definition;

import org.jspecify.annotations.NullMarked;
