package org.tomte.casework.note;

import java.time.Instant;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;

/**
 * A note on an object.
 *
 * @param id unique and growing
 * @param object what it is on
 * @param text plain text
 * @param written when
 * @param by who or what wrote it
 */
public record Note(long id, ObjectRef object, String text, Instant written, Cause by) {}
