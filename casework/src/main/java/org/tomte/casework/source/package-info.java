/** Sources of daemons that watch the team's own data: incidents and changes. */
@NullMarked
package org.tomte.casework.source;

import org.jspecify.annotations.NullMarked;
