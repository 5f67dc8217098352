package io.alys.node.dev;

import io.alys.workflows.spec.ChainSpec;

/**
 * What is decided before the first program starts.
 *
 * @param folder where everything is kept
 * @param spec the network's constants
 * @param ports which port is whose
 * @param execution the execution client
 * @param traces whether nodes write traces
 */
record DevSetup(
    DevFolder folder,
    ChainSpec spec,
    DevPorts ports,
    Programs.Execution execution,
    DevOptions.Traces traces) {

  int nodes() {
    return spec.authorities().size();
  }

  long evmChainId() {
    return spec.v2().evmChainId();
  }
}
