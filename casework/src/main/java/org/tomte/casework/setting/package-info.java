/** How the data layer works here: what the team set, in one piece. */
@NullMarked
package org.tomte.casework.setting;

import org.jspecify.annotations.NullMarked;
