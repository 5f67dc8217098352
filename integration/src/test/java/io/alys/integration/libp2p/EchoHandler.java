package io.alys.integration.libp2p;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Sends back what comes, no faster than it is read. */
public final class EchoHandler implements StreamHandler {

  private final ArrayDeque<byte[]> held = new ArrayDeque<>();
  private boolean ending;

  @Override
  public void onBytes(ByteStream stream, ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    held.add(copy);
    onWritable(stream);
  }

  @Override
  public void onWritable(ByteStream stream) {
    while (!held.isEmpty() && stream.write(held.element())) {
      stream.consumed(held.remove().length);
    }
    if (ending && held.isEmpty()) {
      stream.closeWrite();
    }
  }

  @Override
  public void onEndOfInput(ByteStream stream) {
    ending = true;
    onWritable(stream);
  }
}
