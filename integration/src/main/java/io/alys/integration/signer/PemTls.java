package io.alys.integration.signer;

import io.alys.integration.signer.RemoteSignerFailure.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Mutual TLS from PEM files. */
final class PemTls {

  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  private PemTls() {}

  static SSLContext context(RemoteSignerSettings.Tls tls) {
    var chain = certificates(tls.certificate());
    var key = privateKey(tls.privateKey());
    var trusted = certificates(tls.trusted());
    try {
      var own = empty();
      own.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, new char[0]);
      var anchors = empty();
      for (int i = 0; i < trusted.size(); i++) {
        anchors.setCertificateEntry("trusted-" + i, trusted.get(i));
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors);
      var context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw bad(tls.privateKey(), "is not the key of the certificate (" + e.getMessage() + ")");
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file) {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(read(file)));
      if (!read.isEmpty()) {
        return List.copyOf(read);
      }
    } catch (GeneralSecurityException e) {
      // Said below: what went wrong inside of a certificate helps nobody.
    }
    throw bad(file, "holds no certificate in PEM");
  }

  private static PrivateKey privateKey(Path file) {
    var found = PRIVATE_KEY.matcher(new String(read(file), StandardCharsets.ISO_8859_1));
    if (!found.find()) {
      throw bad(file, "holds no unencrypted PKCS #8 key in PEM (BEGIN PRIVATE KEY)");
    }
    for (var algorithm : ALGORITHMS) {
      try {
        var bytes = Base64.getMimeDecoder().decode(found.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (InvalidKeySpecException | IllegalArgumentException e) {
        // The next algorithm, or the refusal below.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has " + algorithm, e);
      }
    }
    throw bad(file, "holds a key that is none of " + String.join(", ", ALGORITHMS));
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) <= MAX_BYTES) {
        return Files.readAllBytes(file);
      }
    } catch (IOException e) {
      throw bad(file, "can't be read (" + e.getClass().getSimpleName() + ")");
    }
    throw bad(file, "is too large for PEM");
  }

  private static RemoteSignerFailure bad(Path file, String problem) {
    return new RemoteSignerFailure(Fault.BAD_TLS_FILE, file + " " + problem);
  }
}
