/** Mail to the outside by SMTP: the action send-email. */
@NullMarked
package org.tomte.connectors.smtp;

import org.jspecify.annotations.NullMarked;
