/** What people did that no other history tells, and how all histories are read as one. */
@NullMarked
package org.tomte.casework.audit;

import org.jspecify.annotations.NullMarked;
