package org.tomte.connectors.imap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a mail before it is read.
 *
 * @param uid its number in the folder
 * @param size its bytes as the server counts them
 * @param arrived INTERNALDATE; null when the server gives none that can be read
 * @param header the fields that were asked for, as they stand
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and nobody compares envelopes
record Envelope(long uid, long size, @Nullable Instant arrived, byte[] header) {}
