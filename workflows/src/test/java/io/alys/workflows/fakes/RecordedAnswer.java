package io.alys.workflows.fakes;

import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.OpenRequest;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.ResponseCode;
import io.alys.workflows.ports.ResponseListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers an answer, and takes it only when told to. */
public final class RecordedAnswer implements ResponseListener {

  private final List<Bytes> chunks = new ArrayList<>();
  private @Nullable OpenRequest request;
  private @Nullable String end;
  private boolean takes;
  private int owed;

  /** The request whose answer this is. */
  public synchronized void keep(OpenRequest open) {
    request = open;
  }

  /** Takes all that has come and will come. */
  public void takeAll() {
    int now;
    synchronized (this) {
      takes = true;
      now = owed;
      owed = 0;
    }
    for (int i = 0; i < now; i++) {
      open().more();
    }
  }

  /** What came so far, in order. */
  public synchronized List<Bytes> chunks() {
    return List.copyOf(chunks);
  }

  /** Whether the end has come. */
  public synchronized boolean isOver() {
    return end != null;
  }

  /** The end: {@code end}, or code and text. */
  public synchronized String end() {
    return String.valueOf(end);
  }

  @Override
  public void onChunk(Bytes body) {
    boolean more;
    synchronized (this) {
      chunks.add(body);
      more = takes;
      owed += takes ? 0 : 1;
    }
    if (more) {
      open().more();
    }
  }

  @Override
  public void onEnd() {
    over("end");
  }

  @Override
  public void onRefused(ResponseCode code, String text) {
    over(code + " " + text);
  }

  @Override
  public void onFailed(RequestFailure why, String detail) {
    over(why + " " + detail);
  }

  private synchronized void over(String how) {
    end = end == null ? how : "twice: " + end + ", " + how;
  }

  private synchronized OpenRequest open() {
    if (request == null) {
      throw new IllegalStateException("a chunk came before the request was known");
    }
    return request;
  }
}
