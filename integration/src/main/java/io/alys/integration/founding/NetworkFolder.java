package io.alys.integration.founding;

import java.nio.file.Path;

/** Where the files of a network are: some for all its nodes, and a folder for each node's own. */
public record NetworkFolder(Path root) {

  /** The network's constants, the same for every node. */
  public Path chainSpec() {
    return root.resolve("chain.json");
  }

  /** Block 0 of the execution layer, for {@code geth init}. */
  public Path executionGenesis() {
    return root.resolve("execution-genesis.json");
  }

  /** What one node alone has. */
  public NodeFolder node(int index) {
    return new NodeFolder(root.resolve("node-" + index));
  }

  /** Where the files of one node are. */
  public record NodeFolder(Path root) {

    /** Its configuration. */
    public Path config() {
      return root.resolve("alys.conf");
    }

    /** What it stores. */
    public Path data() {
      return root.resolve("data");
    }

    /** Its watermarks and the log of its signatures. */
    public Path signing() {
      return data().resolve("signing");
    }

    /** The secret that it shares with its execution client. */
    public Path jwtSecret() {
      return root.resolve("jwt.hex");
    }

    /** The BLS key that it signs blocks with. */
    public Path keystore() {
      return root.resolve("keystore.json");
    }

    /** The keystore's password. */
    public Path password() {
      return root.resolve("password.txt");
    }

    /** Its owner's key as a member of the federation: fee address and Bitcoin key. */
    public Path memberKey() {
      return root.resolve("member-key.hex");
    }

    /** Its identity among peers. */
    public Path peerKey() {
      return root.resolve("peer-key.hex");
    }
  }
}
