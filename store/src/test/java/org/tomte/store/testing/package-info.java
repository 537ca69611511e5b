/** PostgreSQL for tests of this and other modules: one server per JVM, one database per class. */
@NullMarked
package org.tomte.store.testing;

import org.jspecify.annotations.NullMarked;
