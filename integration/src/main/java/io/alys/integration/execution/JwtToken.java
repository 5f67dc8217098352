package io.alys.integration.execution;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.InstantSource;
import java.util.Date;

/** Makes the tokens of the Engine API: HS256, {@code iat} within 60 s of the client's clock. */
final class JwtToken {

  private final MACSigner signer;
  private final InstantSource clock;

  JwtToken(JwtSecret secret, InstantSource clock) {
    try {
      this.signer = new MACSigner(secret.key());
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 takes every key of 32 bytes", e);
    }
    this.clock = clock;
  }

  /** A token issued now. */
  String fresh() {
    var claims = new JWTClaimsSet.Builder().issueTime(Date.from(clock.instant())).build();
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 signs every token", e);
    }
    return token.serialize();
  }
}
