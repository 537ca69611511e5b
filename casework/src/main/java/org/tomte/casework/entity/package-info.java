/** Things that incidents have in common: addresses, domains, files, hashes, people. */
@NullMarked
package org.tomte.casework.entity;

import org.jspecify.annotations.NullMarked;
