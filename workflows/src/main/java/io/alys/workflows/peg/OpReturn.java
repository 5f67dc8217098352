package io.alys.workflows.peg;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A destination in an OP_RETURN output (rule 5.2): one push of 20 raw bytes, of 40 characters of
 * hex or of 42 with a leading {@code 0x}, any case of digits. The form follows from the length
 * alone.
 */
final class OpReturn {

  private static final int OP_RETURN = 0x6a;
  private static final int LONGEST_DIRECT_PUSH = 75;
  private static final Pattern HEX = Pattern.compile("(0x)?[0-9a-fA-F]{40}");

  private OpReturn() {}

  /** The destination, if the script is an OP_RETURN that parses. */
  static Optional<EvmAddress> destination(Bytes script) {
    if (script.size() < 2 || script.at(0) != OP_RETURN || script.at(1) > LONGEST_DIRECT_PUSH) {
      return Optional.empty();
    }
    if (script.size() != 2 + script.at(1)) {
      return Optional.empty();
    }
    var pushed = script.slice(2, script.size());
    if (pushed.size() == EvmAddress.SIZE) {
      return Optional.of(new EvmAddress(pushed));
    }
    var text = new String(pushed.toArray(), StandardCharsets.ISO_8859_1);
    return HEX.matcher(text).matches() ? Optional.of(EvmAddress.fromHex(text)) : Optional.empty();
  }
}
