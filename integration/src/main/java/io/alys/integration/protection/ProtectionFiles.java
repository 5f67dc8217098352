package io.alys.integration.protection;

import io.alys.integration.protection.Interchange.KeyRecord;
import io.alys.integration.protection.Interchange.SignedSlot;
import io.alys.integration.storage.DurableFiles;
import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.chain.Watermark;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.rules.Watermarks;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes watermarks out of a signing folder and into another one (rule 2.9). The folder is open, so
 * no node signs by it meanwhile.
 */
public final class ProtectionFiles {

  /** Slots ahead of the local clock beyond which a file is taken for another network's. */
  private static final long MOST_AHEAD = 1_000;

  private ProtectionFiles() {}

  /**
   * The chain that the keys sign for.
   *
   * @param genesis its {@code v2.executionGenesisHash}
   * @param authorities its keys
   * @param own the key of this node, null when its settings name none
   * @param now the slot of the local clock
   */
  public record Chain(
      Hash32 genesis, Set<BlsPublicKey> authorities, @Nullable BlsPublicKey own, Slot now) {

    /** Keeps a copy of the set. */
    public Chain {
      authorities = Set.copyOf(authorities);
    }
  }

  /**
   * A key whose watermark was imported.
   *
   * @param restored whether the file had no lock, so that the key starts anew (2.9)
   */
  public record ImportedKey(BlsPublicKey key, Watermark watermark, boolean restored) {}

  /**
   * Writes the watermarks of all keys of a folder to a new file.
   *
   * @throws ProtectionFailure when there is none, or the file can't be written
   */
  public static List<BlsPublicKey> export(FileSigningStore store, Hash32 genesis, Path file) {
    var keys = new ArrayList<KeyRecord>();
    for (var key : store.keys()) {
      store
          .watermark(key)
          .map(mark -> new SignedSlot(mark.slot(), mark.root(), mark.lockSlot()))
          .ifPresent(block -> keys.add(new KeyRecord(key, List.of(block))));
    }
    if (keys.isEmpty()) {
      throw new ProtectionFailure(
          "the signing folder has no watermark: name the right data folder");
    }
    try {
      DurableFiles.createPrivate(file, InterchangeJson.write(new Interchange(genesis, keys)));
    } catch (FileAlreadyExistsException e) {
      throw new ProtectionFailure(file + " exists and is not overwritten: name another file");
    } catch (IOException e) {
      throw new ProtectionFailure(file + " can't be written (" + e + "): name another place");
    }
    return keys.stream().map(KeyRecord::key).toList();
  }

  /**
   * Takes over a file: of each key the higher slot and the higher lock of file and folder. Nothing
   * is taken when anything is wrong.
   *
   * @throws ProtectionFailure when the file does not read or is of another chain or key
   */
  public static List<ImportedKey> take(FileSigningStore store, Chain chain, Path file) {
    var interchange = read(file);
    check(interchange, chain, file);
    var imported = new ArrayList<ImportedKey>();
    for (var key : interchange.keys().stream().map(KeyRecord::key).distinct().toList()) {
      var found = interchange.watermark(key);
      var own = store.watermark(key);
      var next = Watermarks.imported(own.orElse(Watermark.FRESH), found, chain.now());
      if (!own.equals(Optional.of(next))) {
        store.adopt(key, next);
      }
      imported.add(new ImportedKey(key, next, found.lockSlot() == null));
    }
    return List.copyOf(imported);
  }

  private static Interchange read(Path file) {
    try {
      if (Files.size(file) > InterchangeJson.MAX_BYTES) {
        throw new ProtectionFailure("it has more than " + InterchangeJson.MAX_BYTES + " bytes");
      }
      return InterchangeJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new ProtectionFailure(file + " does not exist: correct its path");
    } catch (IOException e) {
      throw new ProtectionFailure(file + " can't be read (" + e + "): check its owner");
    } catch (ProtectionFailure e) {
      throw new ProtectionFailure(
          file + ": " + e.getMessage() + ": give an undamaged EIP-3076 file of version 5");
    }
  }

  private static void check(Interchange interchange, Chain chain, Path file) {
    if (!interchange.genesis().equals(chain.genesis())) {
      throw new ProtectionFailure(
          file
              + ": its genesis_validators_root is "
              + interchange.genesis().prefixedHex()
              + ", this network's execution genesis is "
              + chain.genesis().prefixedHex()
              + ": it is of another network");
    }
    for (var key : interchange.keys()) {
      if (!chain.authorities().contains(key.key())) {
        throw new ProtectionFailure(
            file
                + ": its key "
                + key.key().prefixedHex()
                + " is none of the chain spec's authorities: leave it out");
      }
      refuseFuture(key, chain, file);
    }
    var own = chain.own();
    if (own != null && interchange.keys().stream().noneMatch(it -> it.key().equals(own))) {
      throw new ProtectionFailure(
          file
              + ": it says nothing of this node's key "
              + own.prefixedHex()
              + ", only of "
              + interchange.keys().stream()
                  .map(it -> it.key().prefixedHex())
                  .collect(Collectors.joining(", ", "[", "]"))
              + ": give the file of this key");
    }
  }

  /** A watermark never falls, so a slot far ahead would silence the key for as long. */
  private static void refuseFuture(KeyRecord key, Chain chain, Path file) {
    for (var block : key.blocks()) {
      var lock = block.lockSlot();
      if (block.slot().minus(chain.now()) > MOST_AHEAD
          || (lock != null && lock.isAbove(block.slot()))) {
        throw new ProtectionFailure(
            file
                + ": slot "
                + block.slot()
                + " of key "
                + key.key().prefixedHex()
                + " lies far ahead of slot "
                + chain.now()
                + " of this clock, or below its lock: check clock and file");
      }
    }
  }
}
