package org.tomte.engine.definition.revision;

/**
 * How an import goes about.
 *
 * @param deleteMissing whether stored documents that the folder does not have are deleted
 * @param enableNew whether the schedules of new daemons count at once
 */
public record ImportOptions(boolean deleteMissing, boolean enableNew) {

  /** Deletes nothing; new daemons wait until somebody enables them. */
  public static final ImportOptions CAREFUL = new ImportOptions(false, false);
}
