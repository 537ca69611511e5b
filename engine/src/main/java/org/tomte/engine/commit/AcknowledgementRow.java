package org.tomte.engine.commit;

import org.tomte.api.Acknowledgement;

/**
 * Something to do at the source.
 *
 * @param name the event
 * @param acknowledgement what to do
 */
public record AcknowledgementRow(KeyName name, Acknowledgement acknowledgement) {}
