package io.alys.integration.network;

import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.reqresp.RequestProtocol;
import io.alys.integration.libp2p.reqresp.RequestRates;
import io.alys.integration.libp2p.reqresp.RequestServer;
import io.alys.integration.libp2p.reqresp.Requests;
import io.alys.integration.libp2p.reqresp.ResponseListener;
import io.alys.messages.peers.Goodbye;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.codec.RequestCodec;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.RequestFailure;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/** Says goodbye before connections end, and takes what peers say then. */
final class Goodbyes {

  /** How long a peer may take to hear it. */
  static final Duration PATIENCE = Duration.ofMillis(500);

  private static final RequestProtocol PROTOCOL =
      new RequestProtocol(
          RequestKinds.GOODBYE.protocol(),
          new RequestProtocol.Sizes(RequestCodec.NUMBER_BYTES, RequestCodec.NUMBER_BYTES),
          1,
          1,
          Duration.ofSeconds(5));

  private final RequestServer server;

  /** Gives what peers say to somebody. */
  Goodbyes(BiConsumer<PeerConnection, Goodbye> heard) {
    this.server =
        new RequestServer(
            PROTOCOL,
            (connection, body, responder) -> {
              if (RequestCodec.decodeNumber(Bytes.of(body)) instanceof Decoded.Ok<UInt64> said) {
                heard.accept(connection, Goodbye.of(said.value().bits()));
              }
              responder.end();
            },
            new RequestRates(4, Duration.ofSeconds(10), System::nanoTime));
  }

  RequestServer server() {
    return server;
  }

  /** Ends a connection once the peer has heard why, or did not listen for a while. */
  static void say(PeerConnection connection, Goodbye why, Runnable ended) {
    var close = new Closing(connection, why, ended);
    try {
      connection.execute(
          () -> {
            connection.timers().after(PATIENCE, close);
            var _ =
                Requests.send(
                    connection,
                    PROTOCOL,
                    RequestCodec.encode(new UInt64(why.code())).toArray(),
                    close);
          });
    } catch (RejectedExecutionException stopped) {
      ended.run();
    }
  }

  /** However the peer answers. */
  private record Closing(PeerConnection connection, Goodbye why, Runnable ended)
      implements ResponseListener, Runnable {

    @Override
    public void run() {
      connection.close("this node said goodbye: " + why);
      ended.run();
    }

    @Override
    public void onChunk(byte[] body, Runnable taken) {
      taken.run();
    }

    @Override
    public void onEnd() {
      run();
    }

    @Override
    public void onError(int code, String text) {
      run();
    }

    @Override
    public void onFailure(RequestFailure failure, String reason) {
      run();
    }
  }
}
