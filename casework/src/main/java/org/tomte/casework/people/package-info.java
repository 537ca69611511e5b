/** The people of the team and the teams they are in. */
@NullMarked
package org.tomte.casework.people;

import org.jspecify.annotations.NullMarked;
