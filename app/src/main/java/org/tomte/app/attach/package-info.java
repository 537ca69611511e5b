/** Hands a command line to the instance that runs already, and shows what it answers. */
@NullMarked
package org.tomte.app.attach;

import org.jspecify.annotations.NullMarked;
