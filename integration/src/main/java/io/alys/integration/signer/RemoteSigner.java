package io.alys.integration.signer;

import io.alys.integration.signer.RemoteSignerFailure.Fault;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlockSigner;
import io.alys.workflows.ports.BlsScheme;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * {@link BlockSigner} whose key another process holds, asked in the shape of Web3Signer's API.
 * Several endpoints are tried one after the other, the one that worked last first. A signature is
 * verified before it is handed out.
 */
public final class RemoteSigner implements BlockSigner, AutoCloseable {

  private final HttpClient client;
  private final BlsPublicKey key;
  private final BlsScheme scheme;
  private final List<SignerEndpoint> endpoints;
  private volatile int preferred;

  /**
   * A signer that asks nothing yet.
   *
   * @throws RemoteSignerFailure when a file of its TLS does not read
   */
  public RemoteSigner(RemoteSignerSettings settings, BlsScheme scheme) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    var tls = settings.tls();
    if (tls != null) {
      builder.sslContext(PemTls.context(tls));
    }
    this.client = builder.build();
    this.key = settings.key();
    this.scheme = scheme;
    this.endpoints =
        settings.endpoints().stream()
            .map(base -> new SignerEndpoint(client, base, settings.timeout()))
            .toList();
  }

  @Override
  public BlsPublicKey publicKey() {
    return key;
  }

  @Override
  public CompletionStage<BlsSignature> sign(Hash32 root) {
    return attempt(root, preferred, 0, List.of());
  }

  /** Of each endpoint that is not up or does not hold the key, why; nothing when all is well. */
  public List<RemoteSignerFailure> check() {
    var checks = endpoints.stream().map(endpoint -> endpoint.check(key)).toList();
    var failures = new ArrayList<RemoteSignerFailure>();
    for (var check : checks) {
      try {
        check.join();
      } catch (CompletionException e) {
        failures.add(cause(e));
      }
    }
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private CompletionStage<BlsSignature> attempt(
      Hash32 root, int first, int tried, List<String> failures) {
    int index = (first + tried) % endpoints.size();
    return endpoints
        .get(index)
        .sign(key, root)
        .thenApply(signature -> verified(signature, root, index))
        .exceptionallyCompose(thrown -> next(root, first, tried + 1, with(failures, thrown)));
  }

  private CompletionStage<BlsSignature> next(Hash32 root, int first, int tried, Failed failed) {
    var fault = failed.last().fault();
    return fault == Fault.REFUSED || tried == endpoints.size()
        ? CompletableFuture.failedStage(
            new RemoteSignerFailure(fault, String.join("; ", failed.texts())))
        : attempt(root, first, tried, failed.texts());
  }

  private BlsSignature verified(BlsSignature signature, Hash32 root, int index) {
    if (!scheme.verify(key, root, signature)) {
      throw new RemoteSignerFailure(
          Fault.BAD_SIGNATURE,
          "the remote signer "
              + endpoints.get(index).base()
              + " made a signature that is not this key's over this root");
    }
    preferred = index;
    return signature;
  }

  private static Failed with(List<String> failures, Throwable thrown) {
    var cause = cause(thrown);
    var texts = new ArrayList<>(failures);
    texts.add(String.valueOf(cause.getMessage()));
    return new Failed(cause, List.copyOf(texts));
  }

  private static RemoteSignerFailure cause(Throwable thrown) {
    var cause = thrown.getCause();
    return switch (thrown) {
      case RemoteSignerFailure failure -> failure;
      case CompletionException _ when cause != null -> cause(cause);
      default -> new RemoteSignerFailure(Fault.UNREACHABLE, "the remote signer: " + thrown);
    };
  }

  /** The endpoints that were tried in vain. */
  private record Failed(RemoteSignerFailure last, List<String> texts) {}

  @Override
  public String toString() {
    return "remote signer of " + key;
  }
}
