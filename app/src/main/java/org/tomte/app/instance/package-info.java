/** One instance: its home, its database, and what runs on it. */
@NullMarked
package org.tomte.app.instance;

import org.jspecify.annotations.NullMarked;
