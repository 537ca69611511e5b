/** Finds domains, addresses, hashes, URLs and file names in text, also where they are defanged. */
@NullMarked
package org.tomte.casework.observable;

import org.jspecify.annotations.NullMarked;
