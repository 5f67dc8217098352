package io.alys.integration.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.bls.JblstScheme;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class KeystoreFilesTest {

  private static final String EIP_SECRET =
      "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";
  private static final Password EIP_PASSWORD = Password.of("testpassword\uD83D\uDD11");
  private static final Hash32 ROOT = Hash32.fromHex("11".repeat(32));

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> vectorsOfEip2335Decrypt() {
    return Stream.of("eip2335-scrypt.json", "eip2335-pbkdf2.json")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      var keystore = KeystoreJson.read(vector(name));

                      var key = keystore.decrypt(EIP_PASSWORD).orElseThrow();

                      assertThat(Bytes.of(key.toBytes()).hex()).isEqualTo(EIP_SECRET);
                      assertThat(key.publicKey()).isEqualTo(keystore.publicKey());
                      assertThat(KeystoreJson.read(KeystoreJson.write(keystore)))
                          .isEqualTo(keystore);
                    }));
  }

  @Test
  void newKeysOpenWithTheirPasswordAndSign() throws IOException {
    var passwordFile = folder.resolve("password");
    var password = PasswordFiles.create(passwordFile, new SecureRandom());

    var created =
        KeystoreFiles.create(folder.resolve("keys"), password, 3, DerivationFunction.PBKDF2);

    var scheme = new JblstScheme();
    var names = new HashSet<Path>();
    for (var key : created) {
      names.add(key.keystore());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.keystore())))
          .isEqualTo("rw-------");
      assertThat(scheme.verifyPossession(key.publicKey(), key.possession())).isTrue();
      var signer = KeystoreFiles.open(key.keystore(), passwordFile);
      assertThat(signer.publicKey()).isEqualTo(key.publicKey());
      assertThat(signer.provePossession()).isEqualTo(key.possession());
      var signature = signer.sign(ROOT).toCompletableFuture().join();
      assertThat(scheme.verify(key.publicKey(), ROOT, signature)).isTrue();
    }
    assertThat(names).hasSize(3);
  }

  @Test
  void keysThatMatterAreMadeWithScrypt() throws IOException {
    var created = KeystoreFiles.create(folder, EIP_PASSWORD, 1).getFirst();

    assertThat(Files.readString(created.keystore())).contains("\"scrypt\"", "262144");
    assertThat(KeystoreFiles.open(created.keystore(), EIP_PASSWORD).publicKey())
        .isEqualTo(created.publicKey());
  }

  @Test
  void aWrongPasswordIsNamed() throws IOException {
    var file = write(text -> text);

    assertProblem(
        () -> KeystoreFiles.open(file, Password.of("wrong")), file.toString(), "password");
  }

  @TestFactory
  Stream<DynamicTest> damagedKeystoresAreRefusedByName() {
    return Stream.of(
            damage("another version", "\"version\": 4", "\"version\": 5", "version is not 4"),
            damage("no version", "\"version\": 4", "\"else\": 4", "version is not 4"),
            damage("no JSON", "\"crypto\":", "\"crypto\"", "not JSON"),
            damage("a key twice", "\"path\":", "\"version\": 4, \"path\":", "not JSON"),
            damage("another kdf", "\"pbkdf2\"", "\"argon2\"", "neither scrypt nor pbkdf2"),
            damage("another prf", "hmac-sha256", "hmac-sha512", "prf"),
            damage("another cipher", "aes-128-ctr", "aes-256-gcm", "cipher is not aes-128-ctr"),
            damage("another checksum", "\"sha256\"", "\"sha512\"", "checksum is not sha256"),
            damage("another length", "\"dklen\": 32", "\"dklen\": 64", "dklen"),
            damage("endless rounds", "\"c\": 262144", "\"c\": 2000000000", "c is out of bounds"),
            damage("negative rounds", "\"c\": 262144", "\"c\": -1", "c is out of bounds"),
            damage("no rounds", "\"c\": 262144", "\"c\": \"many\"", "c is not a number"),
            damage("no hex", "264daa3f", "264daaxx", "iv is not hex"),
            damage("a short iv", "264daa3f", "264daa", "iv has 15 bytes"),
            damage("a short message", "cee03fde", "cee03f", "cipher text has 31 bytes"),
            damage("a short checksum", "8a9f5d99", "8a9f5d", "checksum has 31 bytes"),
            damage("a short public key", "9612d7a7", "9612d7", "48 bytes"),
            damage("no uuid", "64625def-", "x", "uuid"))
        .map(
            damage ->
                DynamicTest.dynamicTest(
                    damage.name(),
                    () -> {
                      var file = write(text -> text.replaceFirst(damage.from(), damage.to()));
                      assertProblem(
                          () -> KeystoreFiles.open(file, EIP_PASSWORD),
                          file.toString(),
                          damage.said(),
                          "version 4");
                    }));
  }

  @Test
  void otherFilesAreRefusedByName() throws IOException {
    var missing = folder.resolve("missing");
    assertProblem(
        () -> KeystoreFiles.open(missing, EIP_PASSWORD), missing.toString(), "no such keystore");
    var empty = Files.createFile(folder.resolve("empty"));
    assertProblem(() -> KeystoreFiles.open(empty, EIP_PASSWORD), empty.toString(), "JSON");
    var large = Files.write(folder.resolve("large"), new byte[100_000]);
    assertProblem(() -> KeystoreFiles.open(large, EIP_PASSWORD), large.toString(), "too large");
    assertProblem(() -> KeystoreFiles.open(folder, EIP_PASSWORD), folder.toString());
  }

  @Test
  void aForeignPublicKeyIsNoticed() throws IOException {
    var other = "b" + "9612d7a7".substring(1);
    var file = write(text -> text.replace("9612d7a7", other));

    assertProblem(() -> KeystoreFiles.open(file, EIP_PASSWORD), file.toString(), "public key");
  }

  @Test
  void aKeystoreIsNeverWrittenOver() throws IOException {
    var created =
        KeystoreFiles.create(folder, EIP_PASSWORD, 1, DerivationFunction.PBKDF2).getFirst();
    var file = created.keystore();

    assertProblem(
        () -> PasswordFiles.write(file, EIP_PASSWORD), file.toString(), "not overwritten");
    var inFile = Files.createFile(folder.resolve("file")).resolve("keys");
    assertThatThrownBy(
            () -> KeystoreFiles.create(inFile, EIP_PASSWORD, 1, DerivationFunction.PBKDF2))
        .isInstanceOf(KeystoreFailure.class);
  }

  @Test
  void noSecretShowsInTextFormsAndFailures() throws IOException {
    var keystore = KeystoreJson.read(vector("eip2335-pbkdf2.json"));
    var key = keystore.decrypt(EIP_PASSWORD).orElseThrow();
    var shown = new StringBuilder();
    shown.append(keystore).append(key).append(new KeystoreSigner(key)).append(EIP_PASSWORD);
    for (var bad : new String[] {"\"version\": 5", "\"version\": ", "}{"}) {
      var file = write(text -> text.replace("\"version\": 4", bad));
      shown.append(trace(() -> KeystoreFiles.open(file, EIP_PASSWORD)));
    }
    var good = write(text -> text);
    shown.append(trace(() -> KeystoreFiles.open(good, Password.of("open sesame"))));

    assertThat(shown.toString())
        .contains(key.publicKey().hex())
        .doesNotContain(EIP_SECRET, EIP_SECRET.substring(8, 40), "testpassword", "open sesame")
        .doesNotContain(keystore.cipherText().hex());
  }

  private record Damage(String name, String from, String to, String said) {}

  private static Damage damage(String name, String from, String to, String said) {
    return new Damage(name, from, to, said);
  }

  private Path write(UnaryOperator<String> change) throws IOException {
    var text = new String(vector("eip2335-pbkdf2.json"), StandardCharsets.UTF_8);
    return Files.writeString(Files.createTempFile(folder, "keystore", ".json"), change.apply(text));
  }

  private static byte[] vector(String name) throws IOException {
    try (var file = KeystoreFilesTest.class.getResourceAsStream("/keys/" + name)) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }

  private static String trace(ThrowingCallable action) {
    var text = new StringWriter();
    assertThatThrownBy(action)
        .satisfies(thrown -> thrown.printStackTrace(new PrintWriter(text, true)));
    return text.toString();
  }

  private static void assertProblem(ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOf(KeystoreFailure.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }
}
