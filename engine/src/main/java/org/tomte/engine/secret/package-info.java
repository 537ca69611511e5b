/**
 * Secrets: kept encrypted under a name, referred to as {@code ${secret:name}}, resolved late, and
 * masked wherever text leaves the program.
 */
@NullMarked
package org.tomte.engine.secret;

import org.jspecify.annotations.NullMarked;
