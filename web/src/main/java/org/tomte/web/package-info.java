/** Placeholder sentence. */
@NullMarked
package org.tomte.web;

import org.jspecify.annotations.NullMarked;
