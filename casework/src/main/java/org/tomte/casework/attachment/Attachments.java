package org.tomte.casework.attachment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tomte.casework.change.ObjectRef;

/** Stored attachments, as one transaction changes them. */
public interface Attachments {

  /** Takes ids that nobody else gets, ascending. */
  List<Long> takeIds(int count);

  /**
   * An attachment with its bytes.
   *
   * @param attachment what is known of it
   * @param file its bytes
   */
  record Filed(Attachment attachment, StoredFile file) {}

  /** Inserts attachments. */
  void insert(List<Filed> attachments);

  /**
   * Inserts attachments with the bytes of others.
   *
   * @param copies by the id of the one whose bytes they get
   */
  void copy(Map<Long, Attachment> copies);

  /** Those on an object in the order they were attached. */
  List<Attachment> of(ObjectRef object);

  /** Reads attachments without keeping others from removing them; unknown ids are left out. */
  Map<Long, Attachment> find(Collection<Long> ids);

  /**
   * Reads attachments and keeps others from removing them until the transaction ends.
   *
   * @return by id; unknown ids are left out
   */
  Map<Long, Attachment> lock(Collection<Long> ids);

  /** Removes locked attachments; blobs that nothing names go a day later. */
  void delete(Collection<Long> ids);
}
