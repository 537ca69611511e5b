package org.tomte.engine.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that secrets are encrypted with (AES-256-GCM by Tink): the first encrypts, all of them
 * decrypt.
 *
 * <p>They come from the environment variable {@code TOMTE_KEY}, else from an owner-only file, which
 * is made at the first start. The variable holds 32 random bytes in base64, or several such values
 * with commas between, the newest first; or the text of a key file.
 */
public final class VaultKeys {

  /** The environment variable that holds the keys. */
  public static final String VARIABLE = "TOMTE_KEY";

  private static final int KEY_BYTES = 32;

  private final @Nullable KeyFile file;
  private KeysetHandle keys;

  private VaultKeys(KeysetHandle keys, @Nullable KeyFile file) {
    this.keys = keys;
    this.file = file;
  }

  /**
   * Takes the keys from the environment, else from the file, which is made when it is missing.
   *
   * @throws SecretFault if the variable cannot be understood, or the file cannot be read or
   *     written, can be read by others, or holds no keys
   */
  public static VaultKeys open(Map<String, String> environment, Path keyFile) {
    String given = environment.getOrDefault(VARIABLE, "").strip();
    if (!given.isEmpty()) {
      return new VaultKeys(
          given.startsWith("{") ? parse(given, VARIABLE) : fromBase64(given), null);
    }
    KeyFile file = new KeyFile(keyFile);
    Optional<String> text = file.read();
    if (text.isPresent()) {
      return new VaultKeys(parse(text.get(), keyFile.toString()), file);
    }
    KeysetHandle fresh = withNewPrimary(KeysetHandle.newBuilder());
    file.write(print(fresh));
    return new VaultKeys(fresh, file);
  }

  /** Encrypts and decrypts with the keys as they are now. */
  synchronized Aead aead() {
    try {
      return keys.getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new SecretFault("The keys of the vault cannot be used: " + e.getMessage(), e);
    }
  }

  /** Makes a new key the one that encrypts; the others go on decrypting. */
  synchronized void addPrimary() {
    KeysetHandle fresh = withNewPrimary(KeysetHandle.newBuilder(keys));
    writableFile().write(print(fresh));
    keys = fresh;
  }

  /** Drops all keys but the one that encrypts. */
  synchronized void dropOthers() {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
    for (int index = builder.size() - 1; index >= 0; index--) {
      if (!builder.getAt(index).isPrimary()) {
        builder.deleteAt(index);
      }
    }
    KeysetHandle fresh = build(builder);
    writableFile().write(print(fresh));
    keys = fresh;
  }

  /** The shortest passphrase that keys are encrypted by, in characters. */
  public static final int SHORTEST_PASSPHRASE = 12;

  /**
   * The keys of the environment, else of the file; empty when there are none, and none are made.
   *
   * @throws SecretFault as {@link #open} does
   */
  public static Optional<VaultKeys> find(Map<String, String> environment, Path keyFile) {
    boolean given = !environment.getOrDefault(VARIABLE, "").isBlank();
    return given || new KeyFile(keyFile).read().isPresent()
        ? Optional.of(open(environment, keyFile))
        : Optional.empty();
  }

  /** The numbers of the keys in hex, as they stand in what was encrypted with them. */
  public synchronized List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (int index = 0; index < keys.size(); index++) {
      numbers.add("%08x".formatted(keys.getAt(index).getId()));
    }
    return List.copyOf(numbers);
  }

  /**
   * The keys, encrypted by a passphrase, for a backup.
   *
   * @throws SecretFault if the passphrase is too short
   */
  public synchronized String sealedBy(String passphrase) {
    if (passphrase.length() < SHORTEST_PASSPHRASE) {
      throw new SecretFault(
          "The passphrase has %d characters; at least %d are needed, since whoever has the file can try as often as they like"
              .formatted(passphrase.length(), SHORTEST_PASSPHRASE));
    }
    return PassphraseSeal.seal(print(keys), passphrase);
  }

  /**
   * Writes keys of a backup into a key file; one that has the same keys is left alone.
   *
   * @param sealed what {@link #sealedBy} gave
   * @throws SecretFault if the passphrase is another one, or the file has other keys
   */
  public static void restore(String sealed, String passphrase, Path keyFile) {
    String text = PassphraseSeal.open(sealed, passphrase);
    List<String> numbers = new VaultKeys(parse(text, "The backup"), null).numbers();
    KeyFile file = new KeyFile(keyFile);
    Optional<String> there = file.read();
    if (there.isEmpty()) {
      file.write(text);
      return;
    }
    if (!new VaultKeys(parse(there.get(), keyFile.toString()), null)
        .numbers()
        .containsAll(numbers)) {
      throw new SecretFault(
          "The key file %s has other keys than the backup; move it away first".formatted(keyFile));
    }
  }

  /** The number of keys. */
  public synchronized int size() {
    return keys.size();
  }

  private KeyFile writableFile() {
    if (file == null) {
      throw new SecretFault(
          "The keys come from the environment variable "
              + VARIABLE
              + " and cannot be changed here; put the new key before the old one, with a comma"
              + " between, and start again");
    }
    return file;
  }

  private static KeysetHandle withNewPrimary(KeysetHandle.Builder builder) {
    return build(
        builder.addEntry(
            KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary()));
  }

  private static KeysetHandle build(KeysetHandle.Builder builder) {
    try {
      return builder.setConfiguration(AeadConfig2026.get()).build();
    } catch (GeneralSecurityException e) {
      throw new SecretFault("The keys of the vault cannot be made: " + e.getMessage(), e);
    }
  }

  private static KeysetHandle fromBase64(String given) {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder();
    List<String> parts = List.of(given.split(",", -1));
    for (int index = 0; index < parts.size(); index++) {
      byte[] bytes = decode(parts.get(index).strip(), index + 1);
      KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(key(bytes));
      builder.addEntry(index == 0 ? entry.makePrimary() : entry);
    }
    return build(builder);
  }

  private static byte[] decode(String part, int number) {
    try {
      byte[] bytes = Base64.getDecoder().decode(part);
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // told below; the exception's own message would show a part of the key
    }
    throw new SecretFault(
        "Key %d in %s is not valid; each is 32 random bytes in base64, as made by: openssl rand"
                .formatted(number, VARIABLE)
            + " -base64 32");
  }

  /** The key's number comes from its content, so that it is the same at the next start. */
  @AccessesPartialKey
  private static AesGcmKey key(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return AesGcmKey.builder()
          .setParameters(PredefinedAeadParameters.AES256_GCM)
          .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
          .setIdRequirement(ByteBuffer.wrap(digest).getInt())
          .build();
    } catch (GeneralSecurityException e) {
      throw new SecretFault("A key in " + VARIABLE + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeysetHandle parse(String text, String source) {
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(
          text, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException | RuntimeException _) { // it may quote the keys
      throw new SecretFault(
          source + " holds no key set of Tink in JSON; restore it from a backup of the home");
    }
  }

  private static String print(KeysetHandle keys) {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          keys, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new SecretFault("The keys of the vault cannot be written: " + e.getMessage(), e);
    }
  }
}
