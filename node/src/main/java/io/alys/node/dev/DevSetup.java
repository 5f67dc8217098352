package io.alys.node.dev;

import io.alys.workflows.spec.ChainSpec;

/**
 * What is decided before the first program starts.
 *
 * @param folder where everything is kept
 * @param spec the network's constants
 * @param fullNodes nodes after the validators, that follow and don't vote
 * @param ports which port is whose
 * @param execution the execution client
 * @param traces whether nodes write traces
 */
record DevSetup(
    DevFolder folder,
    ChainSpec spec,
    int fullNodes,
    DevPorts ports,
    Programs.Execution execution,
    DevOptions.Traces traces) {

  int nodes() {
    return spec.authorities().size() + fullNodes;
  }

  boolean isValidator(int node) {
    return node < spec.authorities().size();
  }

  /** Where a node listens for others; with its name where the spec has it. */
  String peerAddress(int node) {
    var address = "/ip4/127.0.0.1/tcp/" + ports.node(node).peers();
    return isValidator(node) ? address + "/p2p/" + spec.authorities().get(node).peerId() : address;
  }

  long evmChainId() {
    return spec.v2().evmChainId();
  }
}
