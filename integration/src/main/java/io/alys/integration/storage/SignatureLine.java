package io.alys.integration.storage;

import io.alys.messages.chain.Watermark;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A watermark as a line of text: {@code slot root key lockSlot crc}; slots decimal, the rest hex,
 * {@code -} for no root, CRC-32C over what stands before its space.
 */
record SignatureLine(BlsPublicKey key, Watermark mark) {

  private static final Pattern FORM =
      Pattern.compile("((\\d{1,18}) ([0-9a-f]{64}|-) ([0-9a-f]{96}) (\\d{1,18})) ([0-9a-f]{8})");

  /** Reads a line without its line feed; empty when it is damaged. */
  static Optional<SignatureLine> parse(String line) {
    var form = FORM.matcher(line);
    if (!form.matches() || !form.group(6).equals(checksum(form.group(1)))) {
      return Optional.empty();
    }
    var mark = new Watermark(slot(form.group(2)), root(form.group(3)), slot(form.group(5)));
    return Optional.of(new SignatureLine(BlsPublicKey.fromHex(form.group(4)), mark));
  }

  /** The line, without line feed. */
  String text() {
    var root = mark.root();
    var body =
        String.join(
            " ",
            mark.slot().toString(),
            root == null ? "-" : root.hex(),
            key.hex(),
            mark.lockSlot().toString());
    return body + " " + checksum(body);
  }

  private static Slot slot(String digits) {
    return new Slot(Long.parseLong(digits));
  }

  private static @Nullable Hash32 root(String hex) {
    return hex.equals("-") ? null : Hash32.fromHex(hex);
  }

  private static String checksum(String body) {
    var crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return String.format("%08x", crc.getValue());
  }
}
