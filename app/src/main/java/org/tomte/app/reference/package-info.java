/** Reference pages made from what the program itself reads and checks, so that they cannot lie. */
@NullMarked
package org.tomte.app.reference;

import org.jspecify.annotations.NullMarked;
