/** Paths under the HTTP port that listening daemons serve. */
@NullMarked
package org.tomte.web.hook;

import org.jspecify.annotations.NullMarked;
