/** The shape of the whole, as a test. */
package org.tomte.app.architecture;
