package io.alys.integration.keys;

import io.alys.integration.bls.BlsSecretKey;
import io.alys.integration.storage.DurableFiles;
import io.alys.messages.types.BlsPublicKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Keystore files: creates keys, opens signers. Every problem is one line with cause and fix. */
public final class KeystoreFiles {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int SHOWN_DIGITS = 16;

  private KeystoreFiles() {}

  /**
   * Creates {@code count} keys in a folder, each in a new file of mode 0600.
   *
   * @throws KeystoreFailure when a file can't be written
   */
  public static List<CreatedKey> create(
      Path folder, Password password, int count, DerivationFunction function) {
    var random = new SecureRandom();
    var created = new ArrayList<CreatedKey>();
    for (int i = 0; i < count; i++) {
      var key = BlsSecretKey.generate(random);
      created.add(write(folder, key, Keystore.encrypt(key, password, function, random)));
    }
    return List.copyOf(created);
  }

  /** Creates keys with scrypt, the function for keys that matter. */
  public static List<CreatedKey> create(Path folder, Password password, int count) {
    return create(folder, password, count, DerivationFunction.SCRYPT);
  }

  /**
   * Opens a signer with the password in another file.
   *
   * @throws KeystoreFailure when either file is missing or damaged, or they do not fit
   */
  public static KeystoreSigner open(Path keystore, Path passwordFile) {
    var read = read(keystore);
    return open(keystore, read, PasswordFiles.read(passwordFile), "that in " + passwordFile);
  }

  /** Opens a signer with a password that is at hand. */
  public static KeystoreSigner open(Path keystore, Password password) {
    return open(keystore, read(keystore), password, "the given one");
  }

  /**
   * The public key that a keystore names; no password is needed.
   *
   * @throws KeystoreFailure when it is missing or damaged
   */
  public static BlsPublicKey publicKey(Path keystore) {
    return read(keystore).publicKey();
  }

  static KeystoreFailure notWritten(Path file, IOException cause) {
    var why =
        switch (cause) {
          case FileAlreadyExistsException e -> "the file exists and is not overwritten; move it";
          case AccessDeniedException e -> "no permission to write; give this user the folder";
          case NoSuchFileException e -> "the folder is missing; create it";
          default -> "writing failed (" + cause.getMessage() + "); check the disk";
        };
    return new KeystoreFailure(file, why);
  }

  private static CreatedKey write(Path folder, BlsSecretKey key, Keystore keystore) {
    var name = "keystore-" + key.publicKey().hex().substring(0, SHOWN_DIGITS) + ".json";
    var file = folder.resolve(name);
    try {
      DurableFiles.createFolder(folder);
      DurableFiles.createPrivate(file, KeystoreJson.write(keystore));
      return new CreatedKey(key.publicKey(), key.provePossession(), file);
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private static Keystore read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new KeystoreFailure(file, "it is too large for a keystore; is it the right file?");
      }
      return KeystoreJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new KeystoreFailure(file, "there is no such keystore; correct its path, or create it");
    } catch (IOException e) {
      throw new KeystoreFailure(file, "the keystore can't be read; check its owner and the disk");
    } catch (IllegalArgumentException e) {
      throw new KeystoreFailure(
          file,
          "the keystore does not read ("
              + e.getMessage()
              + "); put an undamaged EIP-2335 keystore of version 4 in its place");
    }
  }

  private static KeystoreSigner open(
      Path file, Keystore keystore, Password password, String which) {
    BlsSecretKey key;
    try {
      key =
          keystore
              .decrypt(password)
              .orElseThrow(
                  () ->
                      new KeystoreFailure(
                          file,
                          "the password ("
                              + which
                              + ") is not this keystore's; give the one it was made with"));
    } catch (IllegalArgumentException e) {
      throw new KeystoreFailure(file, "what it holds is no BLS key; put a copy in its place");
    }
    if (!key.publicKey().equals(keystore.publicKey())) {
      throw new KeystoreFailure(
          file, "its key does not belong to its public key; put a copy of it in its place");
    }
    return new KeystoreSigner(key);
  }
}
