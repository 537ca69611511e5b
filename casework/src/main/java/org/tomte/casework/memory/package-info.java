/** The data layer in memory, for simulations, dry runs and tests. */
@NullMarked
package org.tomte.casework.memory;

import org.jspecify.annotations.NullMarked;
