package io.alys.actors.mining;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.alys.actors.bus.Address;
import io.alys.messages.ActorMessage;
import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.storage.StorageProtocol.RecordResult;
import io.alys.messages.storage.StorageProtocol.RecordsResult;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.pow.MiningTemplate;
import io.alys.workflows.pow.TemplateBook;
import io.alys.workflows.pow.TemplateCodec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Templates and accepted proofs on disk, by work hash: those that are live, so that neither a crash
 * nor a restart of the node takes work from a miner. Part of the AuxPowActor.
 */
final class MiningRecords {

  private static final RecordSpace TEMPLATES = new RecordSpace("auxpow-templates");
  private static final RecordSpace PROOFS = new RecordSpace("auxpow-proofs");

  private final ActorContext<ActorMessage> context;
  private final Address<StorageProtocol.Command> storage;
  private final Duration within;

  MiningRecords(
      ActorContext<ActorMessage> context,
      Address<StorageProtocol.Command> storage,
      Duration within) {
    this.context = context;
    this.storage = storage;
    this.within = within;
  }

  void loadTemplates(Function<RecordsResult, ActorMessage> wrap) {
    ask(me -> new StorageProtocol.GetRecords(TEMPLATES, me), wrap);
  }

  void loadProofs(Function<RecordsResult, ActorMessage> wrap) {
    ask(me -> new StorageProtocol.GetRecords(PROOFS, me), wrap);
  }

  void keep(MiningTemplate template, Function<RecordResult, ActorMessage> wrap) {
    var key = template.workHash().bytes();
    ask(
        me -> new StorageProtocol.PutRecord(TEMPLATES, key, TemplateCodec.encode(template), me),
        wrap);
  }

  void keep(TemplateBook.Proof proof, Function<RecordResult, ActorMessage> wrap) {
    var key = proof.workHash().bytes();
    var value = BitcoinCodec.encode(proof.auxpow());
    ask(me -> new StorageProtocol.PutRecord(PROOFS, key, value, me), wrap);
  }

  /** Forgets all of them; what stays all the same is forgotten after the next start. */
  void forget(List<Hash32> workHashes, Function<RecordResult, ActorMessage> wrap) {
    var keys = workHashes.stream().map(Hash32::bytes).toList();
    ask(me -> new StorageProtocol.DeleteRecords(PROOFS, keys, me), wrap);
    ask(me -> new StorageProtocol.DeleteRecords(TEMPLATES, keys, me), wrap);
  }

  /** Forgets a proof that no block may carry. */
  void forgetProof(Hash32 workHash, Function<RecordResult, ActorMessage> wrap) {
    var keys = List.of(workHash.bytes());
    ask(me -> new StorageProtocol.DeleteRecords(PROOFS, keys, me), wrap);
  }

  private <R> void ask(
      Function<ActorRef<R>, StorageProtocol.Command> question, Function<R, ActorMessage> wrap) {
    storage.ask(context, within, question, wrap);
  }

  /** The oldest first, as far as their ranges tell; one that does not read is left out. */
  List<MiningTemplate> templates(List<StoredRecord> records) {
    return records.stream()
        .flatMap(one -> read(one, TemplateCodec.decode(one.value())).stream())
        .sorted(Comparator.comparing(template -> template.end().height()))
        .toList();
  }

  List<TemplateBook.Proof> proofs(List<StoredRecord> records) {
    return records.stream().flatMap(one -> read(one, proof(one)).stream()).toList();
  }

  private static Optional<TemplateBook.Proof> proof(StoredRecord one) {
    return BitcoinCodec.decodeAuxPow(one.value())
        .toOptional()
        .map(auxpow -> new TemplateBook.Proof(new Hash32(one.key()), auxpow));
  }

  private <T> Optional<T> read(StoredRecord one, Optional<T> value) {
    if (value.isEmpty()) {
      context.getLog().error("what is stored of work {} does not read", shown(one.key()));
    }
    return value;
  }

  private static String shown(Bytes key) {
    return key.hex();
  }
}
