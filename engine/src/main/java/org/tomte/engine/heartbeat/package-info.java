/** Calls addresses outside while runs commit, so that others notice when they no longer do. */
@NullMarked
package org.tomte.engine.heartbeat;

import org.jspecify.annotations.NullMarked;
