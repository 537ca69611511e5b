/**
 * Something a person must know about a daemon or connection: one alarm per cause, with an owner.
 */
@NullMarked
package org.tomte.engine.alarm;

import org.jspecify.annotations.NullMarked;
