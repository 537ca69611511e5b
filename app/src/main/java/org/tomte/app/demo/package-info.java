/** The demonstration: real daemons over sample files of our own making. */
@NullMarked
package org.tomte.app.demo;

import org.jspecify.annotations.NullMarked;
