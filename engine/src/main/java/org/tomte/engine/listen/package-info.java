/** Daemons that listen: what arrives is judged at once and committed in micro-batches. */
@NullMarked
package org.tomte.engine.listen;

import org.jspecify.annotations.NullMarked;
