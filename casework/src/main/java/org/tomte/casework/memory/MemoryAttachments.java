package org.tomte.casework.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.change.ObjectRef;

/** Attachments in memory. */
final class MemoryAttachments implements Attachments {
  private final MemoryTables tables;

  MemoryAttachments(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Long> takeIds(int count) {
    return tables.takeSequence(count);
  }

  @Override
  public void insert(List<Filed> attachments) {
    attachments.forEach(each -> tables.attachments.put(each.attachment().id(), each));
  }

  @Override
  public void copy(Map<Long, Attachment> copies) {
    copies.forEach((id, copy) -> {
      Filed filed = Objects.requireNonNull(tables.attachments.get(id));
      tables.attachments.put(copy.id(), new Filed(copy, filed.file()));
    });
  }

  @Override
  public List<Attachment> of(ObjectRef object) {
    return tables.attachments.rows().values().stream()
        .map(Filed::attachment)
        .filter(each -> each.object().equals(object))
        .toList();
  }

  @Override
  public Map<Long, Attachment> find(Collection<Long> ids) {
    Map<Long, Attachment> found = new TreeMap<>();
    for (Long id : ids) {
      Filed filed = tables.attachments.get(id);
      if (filed != null) {
        found.put(id, filed.attachment());
      }
    }
    return found;
  }

  @Override
  public Map<Long, Attachment> lock(Collection<Long> ids) {
    return find(ids);
  }

  @Override
  public void delete(Collection<Long> ids) {
    ids.forEach(tables.attachments::remove);
  }
}
