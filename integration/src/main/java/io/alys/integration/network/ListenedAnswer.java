package io.alys.integration.network;

import io.alys.integration.libp2p.reqresp.ResponseListener;
import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer on its way to the port's listener. */
final class ListenedAnswer implements ResponseListener {

  private static final Logger LOG = LoggerFactory.getLogger(ListenedAnswer.class);

  private final io.alys.workflows.ports.ResponseListener listener;
  private final TakenChunks chunks;
  private final Over over;

  /** Who is told when nothing more comes. */
  interface Over {
    void over(boolean withoutAnswer);
  }

  ListenedAnswer(io.alys.workflows.ports.ResponseListener listener, TakenChunks chunks, Over over) {
    this.listener = listener;
    this.chunks = chunks;
    this.over = over;
  }

  @Override
  public void onChunk(byte[] body, Runnable taken) {
    chunks.delivered(taken);
    tell(() -> listener.onChunk(Bytes.of(body)));
  }

  @Override
  public void onEnd() {
    over.over(false);
    tell(listener::onEnd);
  }

  @Override
  public void onError(int code, String text) {
    over.over(true);
    tell(() -> listener.onRefused(ResponseCode.of(code), text));
  }

  @Override
  public void onFailure(RequestFailure why, String reason) {
    over.over(true);
    tell(() -> listener.onFailed(why, reason));
  }

  /** What a listener throws is not the peer's fault. */
  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("a listener of an answer failed", e);
    }
  }
}
