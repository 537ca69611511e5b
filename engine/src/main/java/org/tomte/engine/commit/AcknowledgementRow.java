package org.tomte.engine.commit;

import java.time.Instant;
import org.tomte.api.Acknowledgement;

/**
 * Something to do at the source.
 *
 * @param name the event
 * @param acknowledgement what to do
 * @param since when it was stored first
 */
public record AcknowledgementRow(KeyName name, Acknowledgement acknowledgement, Instant since) {}
