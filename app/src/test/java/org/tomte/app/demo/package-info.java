/** The demonstration is what newcomers see first; it must do what it says. */
@NullMarked
package org.tomte.app.demo;

import org.jspecify.annotations.NullMarked;
