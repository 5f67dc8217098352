package io.alys.workflows.pow;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.mining.AuxPowProtocol.ChainAdvanced;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.spec.ChainSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The templates that were handed out and the proofs found for them (rule 7.3, mining-and-peg §5).
 * One template per (range, address); it stays submittable until the first block of its range is
 * final or it is off the chain. Owned by one actor. At most {@code capacity} templates are kept:
 * dead ones go first, then the oldest without proof, then the oldest.
 */
public final class TemplateBook {

  private final ChainSpec spec;
  private final int capacity;
  private final Map<Hash32, Entry> entries = new LinkedHashMap<>();
  private final List<Hash32> gone = new ArrayList<>();
  private @Nullable ChainAdvanced basis;

  /** An empty book. */
  public TemplateBook(ChainSpec spec, int capacity) {
    this.spec = spec;
    this.capacity = capacity;
  }

  /** A proof that waits for a block, as it is stored. */
  public record Proof(Hash32 workHash, AuxPow auxpow) {}

  /** Takes the state of the chain and lets templates die by it. */
  public void advance(ChainAdvanced advanced) {
    basis = advanced;
    for (var entry : entries.values()) {
      if (entry.standing == Standing.LIVE) {
        entry.standing = standing(entry.template, advanced);
        if (entry.standing != Standing.LIVE) {
          gone.add(entry.template.workHash());
        }
      }
    }
  }

  /**
   * The template for the whole range that is committed and not final, or none when there is none.
   * The same range and address give the same one.
   */
  public Optional<MiningTemplate> create(EvmAddress miner) {
    if (basis == null || basis.committed().isEmpty()) {
      return Optional.empty();
    }
    var template = MiningTemplate.of(basis, miner, spec);
    var known = entries.get(template.workHash());
    if (known != null && known.template.buildsOn(basis)) {
      return Optional.of(known.template);
    }
    entries.remove(template.workHash());
    gone.remove(template.workHash());
    evict();
    entries.put(template.workHash(), new Entry(template));
    return Optional.of(template);
  }

  /** Judges a proof and queues it when it holds. */
  public SubmitVerdict submit(Hash32 workHash, AuxPow auxpow) {
    var entry = entries.get(workHash);
    if (entry == null) {
      return new SubmitVerdict.Unknown(workHash);
    }
    var parentHeader = BitcoinCodec.hash(auxpow.parentBlock());
    if (parentHeader.equals(entry.parentHeader)) {
      return new SubmitVerdict.Again(entry.template);
    }
    if (entry.standing != Standing.LIVE) {
      return entry.standing == Standing.FINAL
          ? new SubmitVerdict.RangeFinal(entry.template)
          : new SubmitVerdict.RangeOrphaned(entry.template);
    }
    var failures = AuxPowCheck.check(entry.template.claim(), auxpow);
    if (!failures.isEmpty()) {
      return new SubmitVerdict.Invalid(entry.template, failures);
    }
    return queue(entry, auxpow, parentHeader);
  }

  /**
   * Judges a header that another node's miner found, and queues it when it holds; empty when its
   * range is not one that a child of the last basis's head could finalise.
   */
  public Optional<SubmitVerdict> take(AuxPowHeader header) {
    var current = basis;
    var auxpow = header.auxpow();
    if (current == null || auxpow == null) {
      return Optional.empty();
    }
    return MiningTemplate.of(current, header, spec)
        .map(template -> take(template, auxpow, current));
  }

  private SubmitVerdict take(MiningTemplate template, AuxPow auxpow, ChainAdvanced current) {
    var known = entries.get(template.workHash());
    if (known == null || !known.template.buildsOn(current)) {
      var failures = AuxPowCheck.check(template.claim(), auxpow);
      if (!failures.isEmpty()) {
        return new SubmitVerdict.Invalid(template, failures);
      }
      entries.remove(template.workHash());
      gone.remove(template.workHash());
      evict();
      entries.put(template.workHash(), new Entry(template));
    }
    return submit(template.workHash(), auxpow);
  }

  /**
   * The header for a child of the last basis's head: the highest end of range, then the lowest
   * parent header hash.
   */
  public Optional<AuxPowHeader> pick() {
    var current = basis;
    if (current == null) {
      return Optional.empty();
    }
    return entries.values().stream()
        .filter(entry -> entry.proof != null && entry.template.isIncludable(current))
        .max(
            Comparator.comparing((Entry entry) -> entry.template.end().height())
                .thenComparing(Entry::work, Comparator.reverseOrder()))
        .map(Entry::header);
  }

  /** Forgets a proof that no block may carry, such as one whose parent header is used up. */
  public void discard(Hash32 workHash) {
    var entry = entries.get(workHash);
    if (entry != null) {
      entry.proof = null;
      entry.parentHeader = null;
    }
  }

  /**
   * The work hashes of templates that have died or been evicted since this was last asked: nothing
   * of them need be on disk any more.
   */
  public List<Hash32> takeGone() {
    var taken = List.copyOf(gone);
    gone.clear();
    return taken;
  }

  /** Whether a template is here and not dead. */
  public boolean isLive(Hash32 workHash) {
    var entry = entries.get(workHash);
    return entry != null && entry.standing == Standing.LIVE;
  }

  /** The templates that are not dead, oldest first. */
  public List<MiningTemplate> templates() {
    return live().map(entry -> entry.template).toList();
  }

  /** The proofs of those templates. */
  public List<Proof> proofs() {
    var proofs = new ArrayList<Proof>();
    live()
        .forEach(
            entry -> {
              if (entry.proof != null) {
                proofs.add(new Proof(entry.template.workHash(), entry.proof));
              }
            });
    return proofs;
  }

  /** Takes back what {@link #templates} and {@link #proofs} gave before a restart. */
  public void restore(List<MiningTemplate> templates, List<Proof> proofs) {
    for (var template : templates) {
      evict();
      entries.put(template.workHash(), new Entry(template));
    }
    for (var proof : proofs) {
      var entry = entries.get(proof.workHash());
      if (entry != null) {
        entry.take(proof.auxpow());
      }
    }
    if (basis != null) {
      advance(basis);
    }
  }

  private Stream<Entry> live() {
    return entries.values().stream().filter(entry -> entry.standing == Standing.LIVE);
  }

  private SubmitVerdict queue(Entry entry, AuxPow auxpow, Hash32 parentHeader) {
    for (var other : entries.values()) {
      if (parentHeader.equals(other.parentHeader)) {
        return new SubmitVerdict.ParentHeaderReused(parentHeader, other.template);
      }
    }
    if (entry.proof == null) {
      entry.take(auxpow);
      return new SubmitVerdict.Queued(entry.template);
    }
    return new SubmitVerdict.Again(entry.template);
  }

  private void evict() {
    while (entries.size() >= capacity) {
      var victim =
          entries.values().stream()
              .min(Comparator.comparingInt(Entry::worth))
              .map(entry -> entry.template.workHash());
      victim.ifPresent(this::drop);
    }
  }

  private void drop(Hash32 workHash) {
    entries.remove(workHash);
    gone.add(workHash);
  }

  /**
   * An AuxPoW before the range settles things once its block is committed on the head's ancestry: a
   * range that starts at or below it is final, one that builds on other AuxPoWs is orphaned.
   */
  private static Standing standing(MiningTemplate template, ChainAdvanced basis) {
    var committed = basis.lastFinal().height().plus(basis.committed().size());
    if (basis.workState().lastPow().height().isAbove(committed)) {
      return Standing.LIVE;
    }
    if (!template.first().height().isAbove(basis.lastFinal().height())) {
      return Standing.FINAL;
    }
    var stillThere =
        basis.committed().isEmpty() || basis.committed().getFirst().equals(template.first());
    return template.buildsOn(basis) && stillThere ? Standing.LIVE : Standing.ORPHANED;
  }

  private enum Standing {
    LIVE,
    FINAL,
    ORPHANED
  }

  private static final class Entry {
    private final MiningTemplate template;
    private Standing standing = Standing.LIVE;
    private @Nullable AuxPow proof;
    private @Nullable Hash32 parentHeader;

    private Entry(MiningTemplate template) {
      this.template = template;
    }

    private void take(AuxPow auxpow) {
      proof = auxpow;
      parentHeader = BitcoinCodec.hash(auxpow.parentBlock());
    }

    private int worth() {
      if (standing != Standing.LIVE) {
        return 0;
      }
      return proof == null ? 1 : 2;
    }

    private Bytes work() {
      var header = parentHeader;
      return header == null ? Bytes.EMPTY : header.bytes().reversed();
    }

    private AuxPowHeader header() {
      var auxpow = proof;
      if (auxpow == null) {
        throw new IllegalStateException("no proof for " + template.workHash());
      }
      return template.header(auxpow);
    }
  }
}
