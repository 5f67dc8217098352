package io.alys.integration.spec;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.Sha256;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.SpecChecks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A network's chain.json: V1's fields (protocol reference §10.1) and the version 2 ones in the
 * object {@code v2} (rule 3.4). It is read strictly: a field that is missing, unknown, double or of
 * the wrong type is a problem that names it, and the fields must fit together [L42].
 */
public final class ChainSpecFile {

  /** The longest file that is read, bytes. */
  public static final int MAX_SIZE = 1 << 20;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ChainSpecFile() {}

  /** Reads and checks a file. */
  public static SpecFileResult read(Path file, MissingFields missing, BlsScheme scheme) {
    var problems = new SpecProblems(file.toString());
    try {
      if (Files.size(file) > MAX_SIZE) {
        problems.add("", "has more than " + MAX_SIZE + " bytes: name a chain spec");
        return problems.refused();
      }
      return parse(Files.readString(file), problems, missing, scheme);
    } catch (IOException e) {
      problems.add("", "cannot be read (" + reason(e) + "): name a file that you may read");
      return problems.refused();
    }
  }

  /** Reads and checks a text; {@code name} is what problems call it. */
  public static SpecFileResult parse(
      String json, String name, MissingFields missing, BlsScheme scheme) {
    return parse(json, new SpecProblems(name), missing, scheme);
  }

  /** The file's text, with a stable order of the fields. */
  public static String write(ChainSpec spec) {
    return SpecJson.pretty(spec);
  }

  /**
   * What two nodes compare to know that they have the same spec: SHA-256 of the shortest form of
   * its JSON, fields in {@link #write}'s order, without what is local to a node (rule 3.4).
   */
  public static Hash32 identity(ChainSpec spec) {
    return Sha256.sha256(Bytes.of(SpecJson.compact(spec).getBytes(StandardCharsets.UTF_8)));
  }

  private static SpecFileResult parse(
      String json, SpecProblems problems, MissingFields missing, BlsScheme scheme) {
    JsonNode root;
    try {
      root = STRICT.readTree(json);
    } catch (JacksonException e) {
      problems.add("", "is no JSON (" + place(e) + "): correct it there");
      return problems.refused();
    }
    if (!root.isObject()) {
      problems.add("", "holds no JSON object: name a chain spec");
      return problems.refused();
    }
    var reader = new SpecReader(root, problems, missing);
    var spec = reader.spec();
    if (problems.isEmpty()) {
      SpecChecks.check(spec, scheme).forEach(it -> problems.add(it.field(), it.text()));
    }
    return problems.isEmpty()
        ? new SpecFileResult.Accepted(
            spec, identity(spec), reader.local(), SpecChecks.warnings(spec))
        : problems.refused();
  }

  private static String place(JacksonException e) {
    var at = e.getLocation();
    return e.getOriginalMessage()
        + (at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr());
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }
}
