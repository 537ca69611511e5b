/** Notes that people and daemons write on objects. */
@NullMarked
package org.tomte.casework.note;

import org.jspecify.annotations.NullMarked;
