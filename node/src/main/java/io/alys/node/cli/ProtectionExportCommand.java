package io.alys.node.cli;

import io.alys.integration.keys.KeystoreFailure;
import io.alys.integration.protection.ProtectionFailure;
import io.alys.integration.protection.ProtectionFiles;
import io.alys.messages.storage.StorageFault;
import io.alys.workflows.ports.StorageFailure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alys keys protection export}: writes the watermarks of a stopped node to a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes what the keys of a stopped node have signed last, in EIP-3076's format with"
          + " lock_slot beside slot and signing_root.",
      "",
      "Start no node with the key again before the file is imported where it goes on."
    },
    footer = {
      "",
      "Exit codes: 0 written, 1 the node runs, 2 refused.",
      "Example: alys keys protection export --config alys.conf --out protection.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ProtectionExportCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The node's alys.conf.")
  private Path config;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; an existing one is never overwritten.")
  private Path out;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    try {
      var node = ProtectedNode.of(config);
      try (var store = node.open()) {
        for (var key :
            ProtectionFiles.export(store, node.spec().v2().executionGenesisHash(), out)) {
          var mark = store.watermark(key).orElseThrow();
          command
              .commandLine()
              .getOut()
              .printf("%s  slot %s, lock %s%n", key.prefixedHex(), mark.slot(), mark.lockSlot());
        }
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

  private int refuse(int code, Exception cause) {
    command.commandLine().getErr().println("alys keys protection export: " + cause.getMessage());
    return code;
  }
}
