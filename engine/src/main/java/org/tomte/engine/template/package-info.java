/** Checks Liquid templates at save and renders them, escaped for where the text goes. */
@NullMarked
package org.tomte.engine.template;

import org.jspecify.annotations.NullMarked;
