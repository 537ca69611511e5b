package org.tomte.store.postgres;

import org.jspecify.annotations.Nullable;

/**
 * Something about the home folder or the database that keeps Tomte from working, told so that an
 * operator can act: what happened, where, and what to do. The message is fit to be printed alone.
 */
public final class DatabaseFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is; decides the exit code and whether waiting can help. */
  public enum Kind {
    /** The disk or a quota is full. */
    NO_SPACE,
    /** A file or folder cannot be read or written, or the account may not do what is needed. */
    NO_RIGHTS,
    /** Another Tomte, or another PostgreSQL, uses the same folder. */
    IN_USE,
    /** The data directory was written by another major version of PostgreSQL. */
    OTHER_VERSION,
    /** The data directory is incomplete or damaged. */
    BROKEN_DATA,
    /**
     * The machine lacks something: an unsupported platform, too little memory, a missing library.
     */
    UNSUPPORTED,
    /** The server does not answer. */
    UNREACHABLE,
    /** The server answered but refused the user, password or database name. */
    REFUSED,
    /** The server works but cannot hold Tomte's data: too old, wrong encoding, read-only. */
    UNSUITABLE,
    /** The schema in the database is newer than this program. */
    NEWER_SCHEMA,
    /** A migration of the schema failed, or the schema was changed by hand. */
    BROKEN_SCHEMA,
    /** A setting has a value that cannot be used. */
    BAD_SETTING
  }

  private final Kind kind;
  private final String what;
  private final String where;
  private final String remedy;

  /**
   * Makes a fault.
   *
   * @param what one clause without a full stop: what happened
   * @param where the path, address or setting concerned; never with a password
   * @param remedy one sentence: what to do
   */
  public DatabaseFault(
      Kind kind, String what, String where, String remedy, @Nullable Throwable cause) {
    super(what + " (" + where + "). " + remedy, cause);
    this.kind = kind;
    this.what = what;
    this.where = where;
    this.remedy = remedy;
  }

  /** Makes a fault that no exception caused. */
  public DatabaseFault(Kind kind, String what, String where, String remedy) {
    this(kind, what, where, remedy, null);
  }

  /** The kind of trouble. */
  public Kind kind() {
    return kind;
  }

  /** What happened, one clause. */
  public String what() {
    return what;
  }

  /** The path, address or setting concerned. */
  public String where() {
    return where;
  }

  /** What to do, one sentence. */
  public String remedy() {
    return remedy;
  }
}
