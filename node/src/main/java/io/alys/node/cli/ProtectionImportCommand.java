package io.alys.node.cli;

import io.alys.integration.keys.KeystoreFailure;
import io.alys.integration.protection.ProtectionFailure;
import io.alys.integration.protection.ProtectionFiles;
import io.alys.integration.protection.ProtectionFiles.ImportedKey;
import io.alys.messages.storage.StorageFault;
import io.alys.workflows.ports.StorageFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alys keys protection import}: raises the watermarks of a stopped node by a file. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes over what keys have signed elsewhere: of each key the higher slot and the higher"
          + " lock. A file without lock_slot counts as a restored watermark: the key then signs"
          + " from the fourth slot on (rule 2.9).",
      "",
      "Only the last export of a node that has stopped for good is safe."
    },
    footer = {
      "",
      "Exit codes: 0 taken over, 1 the node runs, 2 refused; then nothing is changed.",
      "Example: alys keys protection import --config alys.conf protection.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ProtectionImportCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The alys.conf of the node that will sign.")
  private Path config;

  @Parameters(paramLabel = "FILE", description = "The file to take over.")
  private Path file;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    try {
      var node = ProtectedNode.of(config);
      try (var store = node.open()) {
        ProtectionFiles.take(store, node.chain(Instant.now()), file).forEach(this::print);
        command.commandLine().getOut().flush();
        return 0;
      }
    } catch (CannotReach e) {
      return refuse(e.exitCode(), e);
    } catch (StorageFailure e) {
      return refuse(e.fault() == StorageFault.LOCKED ? 1 : 2, e);
    } catch (ProtectionFailure | KeystoreFailure e) {
      return refuse(2, e);
    }
  }

  private void print(ImportedKey imported) {
    command
        .commandLine()
        .getOut()
        .printf(
            "%s  slot %s, lock %s%s%n",
            imported.key().prefixedHex(),
            imported.watermark().slot(),
            imported.watermark().lockSlot(),
            imported.restored() ? "; the file has no lock: counts as restored" : "");
  }

  private int refuse(int code, Exception cause) {
    command.commandLine().getErr().println("alys keys protection import: " + cause.getMessage());
    return code;
  }
}
