package io.alys.actors.chain;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.storage.StorageProtocol.Command;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the StorageActor does, in memory; it outlives the actors that use it. */
final class MemoryStorage {

  private final Map<Hash32, StoredBlock> blocks = new LinkedHashMap<>();
  private final TreeMap<Height, Hash32> canonical = new TreeMap<>();
  private @Nullable ChainHeads heads;

  synchronized @Nullable ChainHeads heads() {
    return heads;
  }

  synchronized Optional<StoredBlock> at(long height) {
    return Optional.ofNullable(canonical.get(new Height(height))).map(blocks::get);
  }

  Behavior<Command> behavior() {
    return Behaviors.receive(Command.class)
        .onAnyMessage(
            command -> {
              answer(command);
              return Behaviors.same();
            })
        .build();
  }

  private synchronized void answer(Command command) {
    switch (command) {
      case StorageProtocol.GetHeads get ->
          get.replyTo().tell(new StorageProtocol.HeadsFound(heads));
      case StorageProtocol.Load load ->
          load.replyTo().tell(new StorageProtocol.Loaded(heads, from(load.from()), null));
      case StorageProtocol.GetBlock get -> get.replyTo().tell(found(blocks.get(get.root())));
      case StorageProtocol.GetCanonical get ->
          get.replyTo().tell(found(at(get.height().value()).orElse(null)));
      case StorageProtocol.FindParentHeader find ->
          find.replyTo()
              .tell(new StorageProtocol.ParentHeaderFound(withHeader(find.parentHeader())));
      case StorageProtocol.Apply apply -> {
        apply(apply.update());
        apply.replyTo().tell(new StorageProtocol.Applied(apply.update()));
      }
      case StorageProtocol.PutRecord put ->
          put.replyTo().tell(new StorageProtocol.RecordRefused("no records here"));
      case StorageProtocol.DeleteRecord delete ->
          delete.replyTo().tell(new StorageProtocol.RecordStored());
      case StorageProtocol.GetRecords get ->
          get.replyTo().tell(new StorageProtocol.RecordsFound(List.of()));
    }
  }

  private void apply(ChainUpdate update) {
    update.blocks().forEach(block -> blocks.put(block.context().root(), block));
    update.canonical().forEach(ref -> canonical.put(ref.height(), ref.root()));
    var moved = update.heads();
    if (moved != null) {
      heads = moved;
      canonical.tailMap(moved.certified().height(), false).clear();
    }
  }

  private List<StoredBlock> from(Height height) {
    var found = new ArrayList<StoredBlock>();
    blocks.values().stream()
        .filter(block -> !height.isAbove(block.context().height()))
        .sorted(Comparator.comparing(block -> block.context().height()))
        .forEach(found::add);
    return found;
  }

  private List<BlockRef> withHeader(Hash32 parentHeader) {
    return blocks.values().stream()
        .filter(block -> parentHeader.equals(block.context().parentHeader()))
        .map(block -> block.context().self())
        .toList();
  }

  private static StorageProtocol.BlockResult found(@Nullable StoredBlock block) {
    return block == null
        ? new StorageProtocol.BlockMissing()
        : new StorageProtocol.BlockFound(block);
  }
}
