package org.tomte.casework.attachment;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file as they are stored: in a row, or as a blob.
 *
 * @param bytes what stands in the row; null when it is a blob. Never changed
 * @param packed whether {@code bytes} are deflated (RFC 1950)
 * @param blob the blob's SHA-256 in lower-case hex; null when the bytes stand in the row
 */
@SuppressWarnings("ArrayRecordComponent") // rows are written and read, never compared
public record StoredFile(byte @Nullable [] bytes, boolean packed, @Nullable String blob) {}
