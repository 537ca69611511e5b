/** Brings objects with their whole past from one data layer into another, under new numbers. */
@NullMarked
package org.tomte.casework.transfer;

import org.jspecify.annotations.NullMarked;
