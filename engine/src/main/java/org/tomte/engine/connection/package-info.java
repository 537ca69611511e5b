/** Connections as people look after them: tried, paused, and watched for what runs out. */
@NullMarked
package org.tomte.engine.connection;

import org.jspecify.annotations.NullMarked;
