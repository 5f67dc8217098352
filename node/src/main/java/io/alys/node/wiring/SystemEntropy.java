package io.alys.node.wiring;

import io.alys.workflows.ports.Entropy;
import java.security.SecureRandom;

/** The system's random numbers. Any thread may use it. */
final class SystemEntropy implements Entropy {

  private final SecureRandom random = new SecureRandom();

  @Override
  public byte[] bytes(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public long below(long bound) {
    return random.nextLong(bound);
  }
}
