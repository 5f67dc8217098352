package io.alys.integration.bls;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The BLS vectors of the protocol reference, Appendix A.4. */
record BlsVectors(List<Root> roots) {

  /** What was signed over one block's root. */
  record Root(
      String block,
      Hash32 root,
      Map<Integer, Signed> keys,
      Map<List<Integer>, BlsSignature> aggregates) {

    Signed signed(int number) {
      return Objects.requireNonNull(keys.get(number));
    }
  }

  /** A key, named by its secret number, and its signature. */
  record Signed(BlsPublicKey key, BlsSignature signature) {}

  static BlsVectors read() {
    try (var file = BlsVectors.class.getResourceAsStream("/bls/appendix-a4.txt")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      var roots = new ArrayList<Root>();
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> add(roots, line.split(" ")));
      return new BlsVectors(roots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(List<Root> roots, String[] words) {
    switch (words[0]) {
      case "root" ->
          roots.add(
              new Root(
                  words[1],
                  Hash32.fromHex(words[2]),
                  new LinkedHashMap<>(),
                  new LinkedHashMap<>()));
      case "key" ->
          roots
              .getLast()
              .keys()
              .put(
                  Integer.valueOf(words[1]),
                  new Signed(BlsPublicKey.fromHex(words[2]), BlsSignature.fromHex(words[3])));
      case "aggregate" ->
          roots
              .getLast()
              .aggregates()
              .put(
                  Arrays.stream(words[1].split(",")).map(Integer::valueOf).toList(),
                  BlsSignature.fromHex(words[2]));
      default -> throw new IllegalArgumentException("unknown vector " + words[0]);
    }
  }
}
