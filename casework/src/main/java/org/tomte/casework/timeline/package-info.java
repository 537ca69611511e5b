/** What happened to an object, as people read it. */
@NullMarked
package org.tomte.casework.timeline;

import org.jspecify.annotations.NullMarked;
