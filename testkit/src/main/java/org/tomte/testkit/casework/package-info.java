/** What every store of the data layer must do, as tests. */
@NullMarked
package org.tomte.testkit.casework;

import org.jspecify.annotations.NullMarked;
