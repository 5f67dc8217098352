package io.alys.integration.execution;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange with the execution client: puts a fresh token on the request, turns a status
 * other than 2xx into {@link RefusedStatus}, and stops reading an answer that grows too large.
 */
final class EngineExchange implements Interceptor {

  private static final int SHOWN_BODY = 200;

  private final @Nullable JwtToken token;
  private final long maxAnswerBytes;

  /** Without a token for the public port. */
  EngineExchange(@Nullable JwtToken token, long maxAnswerBytes) {
    this.token = token;
    this.maxAnswerBytes = maxAnswerBytes;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    var request = chain.request().newBuilder().header("Accept-Encoding", "identity");
    if (token != null) {
      request.header("Authorization", "Bearer " + token.fresh());
    }
    var response = chain.proceed(request.build());
    if (!response.isSuccessful()) {
      try (response) {
        throw new RefusedStatus(response.code(), response.peekBody(SHOWN_BODY).string());
      }
    }
    var body = response.body();
    return body == null ? response : response.newBuilder().body(new BoundedBody(body)).build();
  }

  /** The server answered with a status other than 2xx. */
  static final class RefusedStatus extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedStatus(int status, String body) {
      super("HTTP " + status + (body.isBlank() ? "" : " " + AnswerText.shorten(body)));
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** The answer is larger than we read. */
  static final class AnswerTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLarge(long maxBytes) {
      super("answer of more than " + maxBytes + " bytes");
    }
  }

  private final class BoundedBody extends ResponseBody {

    private final ResponseBody body;
    private final BufferedSource source;

    BoundedBody(ResponseBody body) {
      this.body = body;
      this.source = Okio.buffer(new BoundedSource(body.source()));
    }

    @Override
    public okhttp3.MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }

  private final class BoundedSource extends ForwardingSource {

    private long total;

    BoundedSource(Source source) {
      super(source);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long count = super.read(sink, byteCount);
      total += Math.max(0, count);
      if (total > maxAnswerBytes) {
        throw new AnswerTooLarge(maxAnswerBytes);
      }
      return count;
    }
  }
}
