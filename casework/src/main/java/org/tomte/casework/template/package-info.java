/** Templates that incidents are opened from, and the patterns of their labels. */
@NullMarked
package org.tomte.casework.template;

import org.jspecify.annotations.NullMarked;
