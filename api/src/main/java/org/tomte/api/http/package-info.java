/** Requests and answers as connectors see them that listen under the program's own HTTP port. */
@NullMarked
package org.tomte.api.http;

import org.jspecify.annotations.NullMarked;
