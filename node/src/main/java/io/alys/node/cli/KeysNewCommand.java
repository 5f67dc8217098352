package io.alys.node.cli;

import io.alys.integration.founding.FreshKeys;
import io.alys.integration.keys.CreatedKey;
import io.alys.integration.keys.DerivationFunction;
import io.alys.integration.keys.KeystoreFailure;
import io.alys.integration.keys.Password;
import io.alys.integration.keys.PasswordFiles;
import io.alys.workflows.ports.StorageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alys keys new}: makes BLS keys, each in an EIP-2335 keystore. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes BLS keys, each in an encrypted keystore (EIP-2335), and prints what the chain spec"
          + " says of them: public key and proof of possession.",
      "",
      "The password is never an argument: it is read from a file, or made and written to it."
    },
    footer = {
      "",
      "Exit codes: 0 made, 2 refused.",
      "Example: alys keys new --out . --password-file password.txt --data-dir data"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class KeysNewCommand implements Callable<Integer> {

  /** Where a node keeps watermarks, in its data folder. */
  private static final String SIGNING = "signing";

  private static final int MAX_COUNT = 100;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the keystores; existing files are never overwritten.")
  private Path out;

  @Option(
      names = "--password-file",
      required = true,
      paramLabel = "FILE",
      description = {
        "The password, one line, mode 0600.",
        "Does it not exist, a random password is made and written there."
      })
  private Path passwordFile;

  @Option(
      names = "--data-dir",
      required = true,
      paramLabel = "DIR",
      description = {
        "The data folder of the node that will sign with the key, which must not run now. It gets",
        "the key's watermark; a key without one counts as restored, and may wait for ever."
      })
  private Path dataDir;

  @Option(
      names = "--count",
      defaultValue = "1",
      paramLabel = "N",
      description = "Keys, 1 to 100. Default: ${DEFAULT-VALUE}")
  private int count;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    var err = command.commandLine().getErr();
    if (count < 1 || count > MAX_COUNT) {
      err.println("alys keys new: --count is " + count + ": choose 1 to " + MAX_COUNT + ".");
      return 2;
    }
    try {
      var created =
          FreshKeys.create(
              out, password(), count, DerivationFunction.SCRYPT, dataDir.resolve(SIGNING));
      created.forEach(this::print);
      command.commandLine().getOut().flush();
      return 0;
    } catch (KeystoreFailure | StorageFailure e) {
      err.println("alys keys new: " + e.getMessage());
      return 2;
    }
  }

  private Password password() {
    return Files.exists(passwordFile)
        ? PasswordFiles.read(passwordFile)
        : PasswordFiles.create(passwordFile, new SecureRandom());
  }

  private void print(CreatedKey key) {
    var out = command.commandLine().getOut();
    out.println("keystore             " + key.keystore());
    out.println("public key           " + key.publicKey().prefixedHex());
    out.println("proof of possession  " + key.possession().prefixedHex());
  }
}
