package io.alys.system.network;

/** The three ports of an execution client on loopback. */
record ExecutionPorts(int engine, int rpc, int peer) {

  static ExecutionPorts free() {
    var ports = Machine.freePorts(3);
    return new ExecutionPorts(ports.get(0), ports.get(1), ports.get(2));
  }
}
