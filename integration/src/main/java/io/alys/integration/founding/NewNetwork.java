package io.alys.integration.founding;

import io.alys.integration.founding.NetworkFolder.NodeFolder;
import io.alys.integration.genesis.ExecutionGenesis;
import io.alys.integration.keys.CreatedKey;
import io.alys.integration.keys.DerivationFunction;
import io.alys.integration.keys.PasswordFiles;
import io.alys.integration.spec.ChainSpecFile;
import io.alys.integration.storage.DurableFiles;
import io.alys.messages.types.CompactBits;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.SpecChecks;
import io.alys.workflows.spec.V1Retarget;
import io.alys.workflows.spec.V2Rules;
import io.alys.workflows.spec.V2Rules.RulesFrom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Founds a network: makes its keys and writes its files. The folder appears whole or not at all.
 */
public final class NewNetwork {

  /** The easiest target in use: every second hash meets it. */
  private static final CompactBits EASIEST = new CompactBits(0x207fffff);

  private static final V1Retarget UNUSED_V1_RETARGET =
      new V1Retarget(false, EASIEST, EASIEST, 60, 5, 20);

  /** Enough for a node whose execution client listens where clients usually do. */
  private static final String CONFIG =
      """
      # Settings of this node; reference.conf lists all. Paths count from this folder.
      alys {
        data-dir = data
        chain-spec = ../chain.json
        validator { keystore = keystore.json, password-file = password.txt }
        execution { engine-url = "http://127.0.0.1:8551", jwt-secret = jwt.hex }
        rpc.port = 3000
        admin.port = 9001
      }
      """;

  private static final int MAX_ADJUSTMENT_PERCENT = 20;
  private static final int BITCOIN_CONFIRMATIONS = 6;

  private final NetworkFolder folder;
  private final NetworkPlan plan;
  private final DerivationFunction derivation;
  private final SecureRandom random = new SecureRandom();

  private NewNetwork(NetworkFolder folder, NetworkPlan plan, DerivationFunction derivation) {
    this.folder = folder;
    this.plan = plan;
    this.derivation = derivation;
  }

  /**
   * Founds a network in a folder that is empty or does not exist.
   *
   * @param derivation how dear it is to guess a keystore's password
   * @return the spec that was written
   * @throws FoundingFailure when the folder is in use or can't be written, or the plan breaks a
   *     rule
   */
  public static ChainSpec found(
      NetworkFolder folder, NetworkPlan plan, DerivationFunction derivation, BlsScheme scheme) {
    var target = folder.root().toAbsolutePath().normalize();
    if (plan.validators() < 1 || plan.validators() > SpecChecks.MAX_AUTHORITIES) {
      throw new FoundingFailure(
          "A network has 1 to "
              + SpecChecks.MAX_AUTHORITIES
              + " validators (rule 4.1): choose one.");
    }
    try {
      refuseUsed(target);
      var unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
      FolderTree.delete(unfinished);
      DurableFiles.createFolder(unfinished);
      try {
        var network = new NewNetwork(new NetworkFolder(unfinished), plan, derivation);
        var spec = network.write(scheme);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        return spec;
      } finally {
        FolderTree.delete(unfinished);
      }
    } catch (IOException e) {
      throw new FoundingFailure(
          target + " can't be written (" + e.getMessage() + "): name another folder.");
    }
  }

  private static void refuseUsed(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      try (var entries = Files.list(target)) {
        if (entries.findAny().isEmpty()) {
          return;
        }
      }
    }
    if (Files.exists(target)) {
      throw new FoundingFailure(
          target + " is in use: name an empty folder, or one that does not exist yet.");
    }
  }

  private ChainSpec write(BlsScheme scheme) throws IOException {
    var genesis = genesis();
    var members = new ArrayList<Member>();
    for (int i = 0; i < plan.validators(); i++) {
      members.add(member(folder.node(i)));
    }
    var spec = spec(members, genesis);
    refuseWrong(spec, scheme);
    Files.writeString(folder.executionGenesis(), genesis.toJson());
    Files.writeString(folder.chainSpec(), ChainSpecFile.write(spec));
    return spec;
  }

  private ExecutionGenesis genesis() {
    try {
      return ExecutionGenesis.atCancun(
          plan.chainIds().evm(), plan.founded().getEpochSecond(), plan.funded());
    } catch (IllegalArgumentException e) {
      throw new FoundingFailure(e.getMessage() + ": correct it.");
    }
  }

  private Member member(NodeFolder node) throws IOException {
    DurableFiles.createFolder(node.root());
    var password = PasswordFiles.create(node.password(), random);
    var key = FreshKeys.create(node.root(), password, 1, derivation, node.signing()).getFirst();
    Files.move(key.keystore(), node.keystore());
    DurableFiles.createPrivate(node.jwtSecret(), ascii(FollowerFiles.jwt(random)));
    Files.writeString(node.config(), CONFIG);
    return new Member(key, secret(node.memberKey()), secret(node.peerKey()));
  }

  private MemberKey secret(Path file) throws IOException {
    var key = MemberKey.generate(random);
    DurableFiles.createPrivate(file, ascii(key.secretHex() + "\n"));
    return key;
  }

  private ChainSpec spec(List<Member> members, ExecutionGenesis genesis) {
    return new ChainSpec(
        plan.slotDuration(),
        members.stream().map(Member::authority).toList(),
        members.stream().map(it -> it.member().evmAddress()).toList(),
        members.stream().map(it -> it.member().bitcoinPublicKey()).toList(),
        EASIEST,
        (int) plan.chainIds().auxPow(),
        plan.pow().maxBlocksWithout(),
        0,
        UNUSED_V1_RETARGET,
        BITCOIN_CONFIRMATIONS,
        new V2Rules(
            List.of(new RulesFrom(0, 2)),
            plan.pow().spacing(),
            EASIEST,
            MAX_ADJUSTMENT_PERCENT,
            plan.chainIds().evm(),
            genesis.blockHash(),
            0));
  }

  private static void refuseWrong(ChainSpec spec, BlsScheme scheme) {
    var problems = SpecChecks.check(spec, scheme);
    if (!problems.isEmpty()) {
      throw new FoundingFailure(
          problems.stream()
              .map(it -> it.field() + " " + it.text())
              .collect(Collectors.joining("; ", "", ".")));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The keys of one validator. */
  private record Member(CreatedKey vote, MemberKey member, MemberKey peer) {
    Authority authority() {
      return new Authority(vote.publicKey(), vote.possession(), peer.peerId());
    }
  }
}
