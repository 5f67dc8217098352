package io.alys.node.miner;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads 500, 50k or 2M hashes per second off a command line. */
final class HashRateOption implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([kM]?)");

  @Override
  public Long convert(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException("a hash rate is a number, with k or M for more, as 50k");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "k" -> number * 1_000;
      case "M" -> number * 1_000_000;
      default -> number;
    };
  }
}
