/**
 * The HTTP port: health, readiness and metrics, and the door through which command-line calls
 * attach.
 */
@NullMarked
package org.tomte.web;

import org.jspecify.annotations.NullMarked;
