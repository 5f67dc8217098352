package io.alys.integration.libp2p.noise;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The secure channel after the handshake; used by one thread. */
public final class NoiseChannel {

  /** Most bytes of plain text in one message. */
  public static final int MAX_PLAIN = 65_535 - CipherState.TAG_SIZE;

  private static final int MAX_MESSAGE = 65_535;

  private final CipherState sending;
  private final CipherState receiving;
  private final FrameReader frames = new FrameReader();

  NoiseChannel(CipherState sending, CipherState receiving) {
    this.sending = sending;
    this.receiving = receiving;
  }

  /** Encrypts bytes into as many messages, with their lengths, as they need. */
  public ByteBuffer seal(ByteBuffer plain) {
    int messages = (plain.remaining() + MAX_PLAIN - 1) / MAX_PLAIN;
    int overhead = FrameReader.HEAD + CipherState.TAG_SIZE;
    var out = ByteBuffer.allocate(plain.remaining() + messages * overhead);
    while (plain.hasRemaining()) {
      int size = Math.min(MAX_PLAIN, plain.remaining());
      out.putShort((short) (size + CipherState.TAG_SIZE));
      sending.encrypt(plain.slice(plain.position(), size), out);
      plain.position(plain.position() + size);
    }
    return out.flip();
  }

  /** The plain text of the next message, or none until more has come. */
  public Optional<byte[]> open(ByteBuffer in) {
    return frames.read(in, MAX_MESSAGE).map(receiving::decrypt);
  }
}
