/** The connectors that come with Tomte: one package is one connector. */
@NullMarked
package org.tomte.connectors;

import org.jspecify.annotations.NullMarked;
