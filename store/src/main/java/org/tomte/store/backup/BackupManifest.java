package org.tomte.store.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What an archive says of itself: the entry {@code manifest.json}, which is written last.
 *
 * @param format the format of the archive, see {@link #FORMAT}
 * @param program the version of the program that made it
 * @param schema the version of the schema, the number of the newest migration
 * @param at when it was begun; everything in it is as it stood at one instant after that
 * @param server the version of the PostgreSQL it was read from, such as {@code 18.6}
 * @param nextTransaction no change in it has a transaction id as high as this
 * @param tables every table, in an order in which references can be loaded
 * @param sequences every sequence
 * @param blobs the blobs, one entry each; empty when they were left out on purpose
 * @param missingBlobs names of blobs that rows name and that could not be read whole
 * @param secrets what the encrypted secrets need
 */
public record BackupManifest(
    int format,
    String program,
    String schema,
    Instant at,
    String server,
    long nextTransaction,
    List<Table> tables,
    List<Sequence> sequences,
    List<Blob> blobs,
    List<String> missingBlobs,
    Secrets secrets) {

  /** The format written now; a program reads this one and older ones. */
  public static final int FORMAT = 1;

  /** The name of the entry. */
  static final String ENTRY = "manifest.json";

  /** Copies the lists. */
  public BackupManifest {
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    blobs = List.copyOf(blobs);
    missingBlobs = List.copyOf(missingBlobs);
  }

  /** All rows. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  /** The bytes of all blobs. */
  public long blobBytes() {
    return blobs.stream().mapToLong(Blob::bytes).sum();
  }

  /**
   * One table: the entry {@code tables/NAME.copy} in the text format of PostgreSQL's COPY.
   *
   * @param columns in the order of the entry
   * @param days the days that have a partition (UTC); empty when it has none
   * @param bytes the size of the entry, unpacked
   * @param sha256 of the entry, unpacked, in lower-case hex
   */
  public record Table(
      String name,
      List<String> columns,
      List<LocalDate> days,
      long rows,
      long bytes,
      String sha256) {

    /** Copies the lists. */
    public Table {
      columns = List.copyOf(columns);
      days = List.copyOf(days);
    }

    String entry() {
      return "tables/" + name + ".copy";
    }
  }

  /**
   * One sequence.
   *
   * @param value the last value that was given, or the first one to give when none was
   * @param called whether the value was given
   */
  public record Sequence(String name, long value, boolean called) {}

  /**
   * One blob: the entry {@code blobs/SHA256}.
   *
   * @param sha256 its name, and its digest
   */
  public record Blob(String sha256, long bytes) {

    String entry() {
      return "blobs/" + sha256;
    }
  }

  /**
   * The secrets, which stay encrypted.
   *
   * @param count how many there are
   * @param keys the numbers of the keys that they were encrypted with, in hex
   * @param keyIncluded whether the archive has the keys too, encrypted by a passphrase
   */
  public record Secrets(int count, List<String> keys, boolean keyIncluded) {

    /** The entry with the encrypted keys. */
    static final String ENTRY = "secret-key.json";

    /** Copies the list. */
    public Secrets {
      keys = List.copyOf(keys);
    }
  }
}
