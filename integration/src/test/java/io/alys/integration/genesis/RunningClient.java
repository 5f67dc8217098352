package io.alys.integration.genesis;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real execution client on loopback with a genesis of ours, stopped when closed. */
final class RunningClient implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final byte[] secret = HexFormat.of().parseHex("a15".repeat(21) + "0");
  private final Path folder;
  private final Path genesisFile;
  private final Path secretFile;
  private final long networkId;
  private final int rpcPort = freePort();
  private final int enginePort = freePort();
  private final Process process;

  private RunningClient(String name, String program, ExecutionGenesis genesis, Path folder)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.networkId = genesis.chainId();
    genesisFile = Files.writeString(folder.resolve("genesis.json"), genesis.toJson());
    secretFile = Files.writeString(folder.resolve("jwt.hex"), HexFormat.of().formatHex(secret));
    var command = name.equals("geth") ? geth(program) : ethereumjs(program);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("client.log").toFile())
            .start();
  }

  /** Starts the client in the empty folder and waits until both of its servers answer. */
  static RunningClient start(String name, String program, ExecutionGenesis genesis, Path folder)
      throws IOException, InterruptedException {
    var client = new RunningClient(name, program, genesis, folder);
    try {
      client.await();
      return client;
    } catch (IOException | InterruptedException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** The result of a call to the public server. */
  JsonNode rpc(String method, Object... params) throws IOException, InterruptedException {
    return call(request(rpcPort, method, params).build());
  }

  /** The result of a call to the Engine API. */
  JsonNode engine(String method, Object... params) throws IOException, InterruptedException {
    return call(
        request(enginePort, method, params).header("Authorization", "Bearer " + token()).build());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
    http.close();
  }

  private List<String> geth(String program) throws IOException, InterruptedException {
    var chain = folder.resolve("chain").toString();
    var init = new ArrayList<>(List.of(program, "--datadir", chain, "--verbosity", "1", "init"));
    init.add(genesisFile.toString());
    Programs.run(init, "");
    var command = new ArrayList<>(List.of(program, "--datadir", chain, "--networkid"));
    command.add(Long.toString(networkId));
    command.addAll(List.of("--syncmode", "full", "--nodiscover", "--maxpeers", "0", "--port", "0"));
    command.addAll(List.of("--http", "--http.port", Integer.toString(rpcPort)));
    command.addAll(List.of("--authrpc.port", Integer.toString(enginePort)));
    command.addAll(List.of("--authrpc.jwtsecret", secretFile.toString(), "--ipcdisable"));
    command.addAll(List.of("--miner.gasprice", "1", "--miner.recommit", "250ms"));
    return command;
  }

  private List<String> ethereumjs(String program) {
    var command = new ArrayList<>(List.of(program, "--gethGenesis", genesisFile.toString()));
    command.addAll(List.of("--dataDir", folder.resolve("chain").toString(), "--sync", "none"));
    command.addAll(List.of("--rpc", "--rpcPort", Integer.toString(rpcPort), "--rpcEngine"));
    command.addAll(List.of("--rpcEnginePort", Integer.toString(enginePort)));
    command.addAll(List.of("--jwtSecret", secretFile.toString(), "--discV4=false"));
    command.addAll(List.of("--discDns=false", "--port", Integer.toString(freePort())));
    return command;
  }

  private void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        rpc("eth_chainId");
        engine("eth_chainId");
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(Files.readString(folder.resolve("client.log")), e);
        }
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
  }

  private static HttpRequest.Builder request(int port, String method, Object... params) {
    var body = JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    body.put("method", method).putPOJO("params", params);
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
        .timeout(CALL_LIMIT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
  }

  private JsonNode call(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    var json = JsonMapper.shared().readTree(answer);
    if (!json.has("result")) {
      throw new IOException(answer);
    }
    return json.required("result");
  }

  private String token() {
    try {
      var claims = Map.<String, Object>of("iat", Instant.now().getEpochSecond());
      var token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
      token.sign(new MACSigner(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
