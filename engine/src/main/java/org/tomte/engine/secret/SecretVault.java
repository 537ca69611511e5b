package org.tomte.engine.secret;

import com.google.crypto.tink.Aead;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.tomte.casework.field.Nearest;

/**
 * Keeps secrets encrypted and gives out their values. Every value that it takes or gives out is
 * masked from then on.
 */
public final class SecretVault {

  /** The fewest characters of a secret: shorter ones cannot be masked without masking words. */
  public static final int SHORTEST = 4;

  /** The most characters of a secret: a certificate chain with its key fits. */
  public static final int LONGEST = 65_536;

  private final SecretStore store;
  private final VaultKeys keys;
  private final Masker masker;
  private final InstantSource clock;

  /** A vault over a store. */
  public SecretVault(SecretStore store, VaultKeys keys, Masker masker, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.masker = masker;
    this.clock = clock;
  }

  /**
   * Stores a secret, new or in place of the one of the same name.
   *
   * @throws SecretFault if the name cannot be one, or the value is too short or too long
   */
  public void put(String name, SecretValue value) {
    SecretReference.checkName(name);
    if (value.length() < SHORTEST || value.length() > LONGEST) {
      throw new SecretFault(
          "The value of secret \"%s\" has %d characters; %d to %d are possible, since a shorter one"
                  .formatted(name, value.length(), SHORTEST, LONGEST)
              + " could not be masked in logs");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(CharBuffer.wrap(value.copy()))) {
      throw new SecretFault(
          "The value of secret \"" + name + "\" is no valid text: it has half of a surrogate pair");
    }
    masker.register(value);
    store.put(new SealedSecret(name, seal(name, value), clock.instant()));
  }

  /**
   * The value of a secret.
   *
   * @throws SecretFault if there is none of that name, or it cannot be decrypted
   */
  public SecretValue value(String name) {
    SealedSecret secret = store.find(name).orElseThrow(() -> unknown(name));
    SecretValue value = open(secret);
    masker.register(value);
    return value;
  }

  /**
   * Puts values in the place of all references in a text. A text without references is given back
   * as it is.
   *
   * @throws SecretFault if a reference is malformed or names no secret
   */
  public SecretValue resolve(String text) {
    StringBuilder resolved = new StringBuilder();
    int from = 0;
    for (SecretReference reference : SecretReference.in(text)) {
      resolved.append(text, from, reference.start());
      try (SecretValue value = value(reference.name())) {
        char[] characters = value.copy();
        resolved.append(characters);
        Arrays.fill(characters, '\0');
      }
      from = reference.end();
    }
    return SecretValue.of(resolved.append(text, from, text.length()).toString());
  }

  /**
   * What is wrong with the references in a text, for a check at save; empty when all is well. No
   * secret is decrypted.
   */
  public List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    try {
      for (SecretReference reference : SecretReference.in(text)) {
        if (store.find(reference.name()).isEmpty()) {
          problems.add(String.valueOf(unknown(reference.name()).getMessage()));
        }
      }
    } catch (SecretFault malformed) {
      problems.add(String.valueOf(malformed.getMessage()));
    }
    return List.copyOf(problems);
  }

  /** The names of all secrets in order. */
  public List<String> names() {
    return store.all().stream().map(SealedSecret::name).toList();
  }

  /** Removes a secret; false when there is none of that name. Its value stays masked. */
  public boolean remove(String name) {
    return store.remove(name);
  }

  /** The names of secrets that the present keys cannot open, as after the loss of the key file. */
  public List<String> unreadable() {
    return store.all().stream().filter(secret -> !opens(secret)).map(SealedSecret::name).toList();
  }

  /**
   * Makes a new key and encrypts all secrets with it. Whenever it is interrupted, all secrets stay
   * readable. The old keys are kept, for backups, until {@link #forgetOldKeys()}.
   *
   * @return how many secrets were encrypted anew
   * @throws SecretFault if the keys come from the environment, or a secret cannot be opened
   */
  public int rotate() {
    keys.addPrimary();
    return encryptAnew();
  }

  /**
   * Encrypts all secrets with the first key; done after a new one was put before the others in the
   * environment.
   *
   * @return how many secrets were encrypted anew
   */
  public int encryptAnew() {
    int count = 0;
    for (SealedSecret secret : store.all()) {
      // One that changed meanwhile was encrypted with the new key by whoever changed it.
      if (store.replace(secret, resealed(secret))) {
        count++;
      }
    }
    return count;
  }

  /**
   * Encrypts all secrets with the first key and drops the others; backups from before cannot be
   * opened any more.
   */
  public void forgetOldKeys() {
    encryptAnew();
    keys.dropOthers();
  }

  private SealedSecret resealed(SealedSecret secret) {
    try (SecretValue value = open(secret)) {
      return new SealedSecret(secret.name(), seal(secret.name(), value), secret.changedAt());
    }
  }

  private String seal(String name, SecretValue value) {
    byte[] plain = value.utf8();
    try {
      return Base64.getEncoder().encodeToString(keys.aead().encrypt(plain, binding(name)));
    } catch (GeneralSecurityException e) {
      throw new SecretFault("Secret \"" + name + "\" cannot be encrypted: " + e.getMessage(), e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private SecretValue open(SealedSecret secret) {
    try {
      Aead aead = keys.aead();
      byte[] plain =
          aead.decrypt(Base64.getDecoder().decode(secret.sealed()), binding(secret.name()));
      SecretValue value = SecretValue.ofUtf8(plain);
      Arrays.fill(plain, (byte) 0);
      return value;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SecretFault(
          "Secret \"%s\" cannot be decrypted with the present key; bring back the key file or %s it"
                  .formatted(secret.name(), VaultKeys.VARIABLE)
              + " was stored with, or set the secret again",
          e);
    }
  }

  private boolean opens(SealedSecret secret) {
    try (SecretValue _ = open(secret)) {
      return true;
    } catch (SecretFault _) {
      return false;
    }
  }

  private SecretFault unknown(String name) {
    return new SecretFault("There is no secret \"" + name + "\"" + Nearest.question(name, names()));
  }

  private static byte[] binding(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
