/** PostgreSQL: the ports of engine and casework in SQL, and the embedded server. */
@NullMarked
package org.tomte.store;

import org.jspecify.annotations.NullMarked;
