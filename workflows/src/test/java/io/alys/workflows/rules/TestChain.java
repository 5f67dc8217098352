package io.alys.workflows.rules;

import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.BlobGas;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.chain.ChainView;
import io.alys.workflows.codec.Sha256;
import io.alys.workflows.codec.SigningRoot;
import io.alys.workflows.pow.MiningBasis;
import io.alys.workflows.pow.MiningTemplate;
import io.alys.workflows.pow.TestMiner;
import io.alys.workflows.spec.ChainSpec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chain in memory whose blocks are valid, certified as soon as they are added. */
public final class TestChain implements ChainView {

  /** Who mines in tests. */
  public static final EvmAddress MINER = new EvmAddress(TestSpecs.filled(20, 0xaa));

  private final ChainSpec spec;
  private final Map<Hash32, BlockContext> contexts = new HashMap<>();
  private final BlockContext genesis;
  private BlockRef floor;

  /** Genesis alone. */
  public TestChain(ChainSpec spec) {
    this.spec = spec;
    var block = GenesisBlock.of(spec, genesisPayload()).message();
    genesis = Contexts.genesis(block, SigningRoot.of(block));
    contexts.put(genesis.root(), genesis);
    floor = genesis.self();
  }

  @Override
  public Optional<BlockContext> context(Hash32 root) {
    return Optional.ofNullable(contexts.get(root));
  }

  @Override
  public BlockRef floor() {
    return floor;
  }

  /** The first block. */
  public BlockContext genesis() {
    return genesis;
  }

  /** The spec. */
  public ChainSpec spec() {
    return spec;
  }

  /** Sets the committed floor. */
  public void commit(BlockRef block) {
    floor = block;
  }

  /** Loses a context, as when the view does not reach back. */
  public void forget(BlockContext context) {
    contexts.remove(context.root());
  }

  /** A valid block of {@code slot} without AuxPoW. */
  public ConsensusBlock block(BlockContext parent, long slot) {
    return block(parent, slot, null);
  }

  /** A valid block of {@code slot} with this header. */
  public ConsensusBlock block(BlockContext parent, long slot, @Nullable AuxPowHeader header) {
    var intent = new NextBlock.Intent(new Slot(slot), header);
    var plan = NextBlock.plan(intent, Ancestry.of(parent, this), spec);
    if (!(plan instanceof NextBlock.Plan.Build build)) {
      throw new AssertionError("no block possible: " + plan);
    }
    return NextBlock.assemble(parent.root(), intent, payload(parent, build.attributes()));
  }

  /** Adds a block with these fees in wei. */
  public BlockContext add(BlockContext parent, ConsensusBlock block, long fees) {
    var executed = new Contexts.Executed(block, SigningRoot.of(block), Wei.of(fees));
    var context = Contexts.after(parent, executed, this, spec);
    contexts.put(context.root(), context);
    return context;
  }

  /** Adds a block of {@code slot} without AuxPoW or fees. */
  public BlockContext add(BlockContext parent, long slot) {
    return add(parent, block(parent, slot), 0);
  }

  /** Adds {@code count} blocks in consecutive slots, each with these fees; the last of them. */
  public BlockContext addRun(BlockContext parent, int count, long feesEach) {
    var tip = parent;
    for (int i = 0; i < count; i++) {
      tip = add(tip, block(tip, tip.slot().value() + 1), feesEach);
    }
    return tip;
  }

  /** A mined header over all that a child of {@code head} may finalise. */
  public AuxPowHeader mined(BlockContext head) {
    var basis = MiningBasis.at(head, this).orElseThrow();
    var template = MiningTemplate.of(basis, MINER, spec);
    return template.header(TestMiner.mine(template.claim()));
  }

  /** A payload as an execution client would build it. */
  public static ExecutionPayload payload(BlockContext parent, PayloadAttributes attributes) {
    var hash =
        Sha256.sha256(
            parent.payloadHash().bytes(),
            attributes.prevRandao().bytes(),
            Bytes.of(attributes.withdrawals().toString().getBytes(StandardCharsets.UTF_8)));
    return payload(parent.payloadHash(), hash, attributes, UInt64.of(parent.height().value() + 1));
  }

  private static ExecutionPayload payload(
      Hash32 parent, Hash32 hash, PayloadAttributes attributes, UInt64 number) {
    return new ExecutionPayload(
        parent,
        attributes.suggestedFeeRecipient(),
        Hash32.ZERO,
        Hash32.ZERO,
        Bytes.zeros(ExecutionPayload.BLOOM_SIZE),
        attributes.prevRandao(),
        number,
        UInt64.of(30_000_000),
        UInt64.ZERO,
        attributes.timestamp(),
        Bytes.EMPTY,
        UInt256.of(7),
        hash,
        List.of(),
        attributes.withdrawals(),
        new BlobGas(UInt64.ZERO, UInt64.ZERO));
  }

  private static ExecutionPayload genesisPayload() {
    var attributes =
        new PayloadAttributes(
            UInt64.ZERO, Hash32.ZERO, EvmAddress.ZERO, List.<Withdrawal>of(), Hash32.ZERO);
    return payload(Hash32.ZERO, Sha256.sha256(Bytes.EMPTY), attributes, UInt64.ZERO);
  }
}
