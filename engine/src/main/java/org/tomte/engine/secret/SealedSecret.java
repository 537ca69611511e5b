package org.tomte.engine.secret;

import java.time.Instant;

/**
 * A secret as it is stored.
 *
 * @param name its name, unique
 * @param sealed the encrypted value in base64 (RFC 4648 section 4), bound to the name: stored under
 *     another name it cannot be opened
 * @param changedAt when the value was last set; a new encryption of the same value keeps it
 */
public record SealedSecret(String name, String sealed, Instant changedAt) {}
