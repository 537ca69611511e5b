/**
 * Who or what changed which field when, from what to what, and how every change is read exactly
 * once.
 */
@NullMarked
package org.tomte.casework.change;

import org.jspecify.annotations.NullMarked;
