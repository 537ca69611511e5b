package org.tomte.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVaultTest {

  private static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");

  @TempDir Path folder;
  private final MemorySecretStore store = new MemorySecretStore();
  private final Masker masker = new Masker();
  private VaultKeys keys;
  private SecretVault vault;

  @BeforeEach
  void openVault() {
    keys = VaultKeys.open(Map.of(), folder.resolve("key"));
    vault = vaultWith(keys);
  }

  private SecretVault vaultWith(VaultKeys with) {
    return new SecretVault(store, with, masker, InstantSource.fixed(NOW));
  }

  @Test
  void givesBackWhatItTookAndStoresNothingReadable() {
    for (String value :
        new String[] {
          "pass", "p\u00e4ss \"w\u00f6rd\"\n", "\ud83d\udd11\ud83d\udd11", "x".repeat(65_536)
        }) {
      vault.put("some", SecretValue.of(value));

      assertThat(vault.value("some").reveal()).isEqualTo(value);
      assertThat(store.find("some").orElseThrow().sealed()).doesNotContain(value);
      assertThat(store.find("some").orElseThrow().changedAt()).isEqualTo(NOW);
    }
  }

  @Test
  void refusesValuesThatCannotBeMasked() {
    assertThatThrownBy(() -> vault.put("pin", SecretValue.of("123")))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("\"pin\" has 3 characters; 4 to 65536")
        .hasMessageNotContaining("123");
    assertThatThrownBy(() -> vault.put("long", SecretValue.of("x".repeat(65_537))))
        .isInstanceOf(SecretFault.class);
    assertThatThrownBy(() -> vault.put("half", SecretValue.of("half\ud83d")))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("surrogate");
    assertThatThrownBy(() -> vault.put("No Name", SecretValue.of("1234")))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("No Name");
    assertThat(store.all()).isEmpty();
  }

  @Test
  void doesNotOpenASecretUnderAnotherName() {
    vault.put("mine", SecretValue.of("password"));
    SealedSecret mine = store.find("mine").orElseThrow();
    store.put(new SealedSecret("yours", mine.sealed(), mine.changedAt()));

    assertThatThrownBy(() -> vault.value("yours"))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("\"yours\" cannot be decrypted");
    assertThat(vault.unreadable()).containsExactly("yours");
  }

  @Test
  void doesNotOpenWhatWasChanged() {
    for (String sealed : new String[] {"", "not base64!", "AAAA"}) {
      store.put(new SealedSecret("bad", sealed, NOW));
      assertThatThrownBy(() -> vault.value("bad")).isInstanceOf(SecretFault.class);
    }
  }

  @Test
  void putsValuesInThePlaceOfReferences() {
    vault.put("user", SecretValue.of("anna"));
    vault.put("token", SecretValue.of("t0k$1\\n"));

    SecretValue resolved = vault.resolve("x${secret:user}:${secret:token}${secret:user}y");

    assertThat(resolved.reveal()).isEqualTo("xanna:t0k$1\\nannay");
    assertThat(resolved.toString()).isEqualTo("***");
    assertThat(vault.resolve("none").reveal()).isEqualTo("none");
  }

  @Test
  void tellsUnknownNamesWithTheNearestOne() {
    vault.put("soc-mailbox", SecretValue.of("password"));

    assertThatThrownBy(() -> vault.resolve("${secret:soc-mailbx}"))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("no secret \"soc-mailbx\"")
        .hasMessageContaining("did you mean 'soc-mailbox'?");
    assertThat(vault.problems("${secret:soc-mailbx} ${secret:zzzzzzzzz} ${secret:soc-mailbox}"))
        .hasSize(2);
    assertThat(vault.problems("${secret:soc-mailbox}")).isEmpty();
    assertThat(vault.problems("${secret:")).singleElement().asString().contains("column 1");
  }

  @Test
  void masksWhatItTookAndWhatItGaveOut() {
    vault.put("first", SecretValue.of("taken-in"));
    assertThat(masker.mask("is taken-in here")).isEqualTo("is *** here");

    Masker fresh = new Masker();
    SecretVault later = new SecretVault(store, keys, fresh, InstantSource.fixed(NOW));
    assertThat(later.resolve("${secret:first}").reveal()).isEqualTo("taken-in");
    later.remove("first");
    assertThat(fresh.mask("is taken-in here")).isEqualTo("is *** here");
  }

  @Test
  void changesItsKeyAndKeepsEverySecretReadable() {
    vault.put("one", SecretValue.of("value-1"));
    vault.put("two", SecretValue.of("value-2"));
    SealedSecret before = store.find("one").orElseThrow();

    assertThat(vault.rotate()).isEqualTo(2);

    SealedSecret after = store.find("one").orElseThrow();
    assertThat(after.sealed()).isNotEqualTo(before.sealed());
    assertThat(after.changedAt()).isEqualTo(before.changedAt());
    SecretVault restarted = vaultWith(VaultKeys.open(Map.of(), folder.resolve("key")));
    assertThat(restarted.value("one").reveal()).isEqualTo("value-1");
    store.put(before); // as from a backup
    assertThat(restarted.value("one").reveal()).isEqualTo("value-1");

    vault.forgetOldKeys();
    assertThat(keys.size()).isEqualTo(1);
    assertThat(vault.value("one").reveal()).isEqualTo("value-1");
    assertThat(vault.value("two").reveal()).isEqualTo("value-2");
    store.put(before);
    assertThat(vault.unreadable()).containsExactly("one");
  }

  @Test
  void worksWithKeysFromTheEnvironmentAndTheirChange() {
    String first = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    String second = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";
    vaultWith(environment(first)).put("one", SecretValue.of("value-1"));
    assertThat(vaultWith(environment(first)).value("one").reveal()).isEqualTo("value-1");
    assertThat(vaultWith(environment(second)).unreadable()).containsExactly("one");

    SecretVault both = vaultWith(environment(second + ", " + first));
    assertThatThrownBy(both::rotate)
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("TOMTE_KEY");
    assertThat(both.encryptAnew()).isEqualTo(1);
    assertThat(vaultWith(environment(second)).value("one").reveal()).isEqualTo("value-1");
  }

  private VaultKeys environment(String value) {
    return VaultKeys.open(Map.of("TOMTE_KEY", value), folder.resolve("unused"));
  }
}
