/** What every store of definitions must do. */
@NullMarked
package org.tomte.testkit.definition;

import org.jspecify.annotations.NullMarked;
