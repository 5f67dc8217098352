package io.alys.system.network;

import io.alys.integration.testing.FreePorts;

/** The three ports of an execution client on loopback. */
record ExecutionPorts(int engine, int rpc, int peer) {

  static ExecutionPorts free() {
    return new ExecutionPorts(FreePorts.next(), FreePorts.next(), FreePorts.next());
  }
}
