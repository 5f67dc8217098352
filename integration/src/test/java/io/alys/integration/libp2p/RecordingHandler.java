package io.alys.integration.libp2p;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happens on a stream; reads all at once, or nothing until told. */
public final class RecordingHandler implements StreamHandler {

  public final List<End> ends = new ArrayList<>();
  public boolean endOfInput;
  public int writable;
  public boolean slow;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private int held;

  public byte[] received() {
    return received.toByteArray();
  }

  public int held() {
    return held;
  }

  /** Deals with everything that was held back. */
  public void catchUp(ByteStream stream) {
    int bytes = held;
    held = 0;
    stream.consumed(bytes);
  }

  @Override
  public void onBytes(ByteStream stream, ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    received.writeBytes(copy);
    if (slow) {
      held += copy.length;
    } else {
      stream.consumed(copy.length);
    }
  }

  @Override
  public void onWritable(ByteStream stream) {
    writable++;
  }

  @Override
  public void onEndOfInput(ByteStream stream) {
    endOfInput = true;
  }

  @Override
  public void onClosed(ByteStream stream, End end) {
    ends.add(end);
  }
}
