package io.alys.node.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations of the command line, with their unit: {@code 500ms}, {@code 2s}, {@code 1m}. */
public final class DurationOption implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(ms|s|m)");

  @Override
  public Duration convert(String text) {
    var parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new TypeConversionException("write a number with ms, s or m, such as 500ms or 2s");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
