package io.alys.integration.execution;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Date;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * One HTTP exchange with the engine port: puts a fresh token on the request, turns a status other
 * than 2xx into {@link RefusedStatus}, and stops reading an answer that grows too large.
 */
final class EngineExchange implements Interceptor {

  private static final int SHOWN_BODY = 200;

  private final MACSigner signer;
  private final InstantSource clock;
  private final long maxAnswerBytes;

  EngineExchange(JwtSecret secret, InstantSource clock, long maxAnswerBytes) {
    try {
      this.signer = new MACSigner(secret.key());
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 takes every key of 32 bytes", e);
    }
    this.clock = clock;
    this.maxAnswerBytes = maxAnswerBytes;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    var request =
        chain
            .request()
            .newBuilder()
            .header("Authorization", "Bearer " + token())
            .header("Accept-Encoding", "identity")
            .build();
    var response = chain.proceed(request);
    if (!response.isSuccessful()) {
      try (response) {
        throw new RefusedStatus(response.code(), response.peekBody(SHOWN_BODY).string());
      }
    }
    var body = response.body();
    return body == null ? response : response.newBuilder().body(new BoundedBody(body)).build();
  }

  /** Engine API, authentication: {@code iat} within 60 s of the client's clock. */
  private String token() throws IOException {
    var claims = new JWTClaimsSet.Builder().issueTime(Date.from(clock.instant())).build();
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IOException("can't sign the token", e);
    }
    return token.serialize();
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
