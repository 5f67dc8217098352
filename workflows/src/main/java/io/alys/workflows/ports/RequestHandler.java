package io.alys.workflows.ports;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;

/** Answers requests of one kind. */
public interface RequestHandler {

  /** A request within its bounds has come; the responder may be used later, by any thread. */
  void onRequest(PeerId peer, Bytes body, Responder responder);
}
