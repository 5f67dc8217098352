package io.alys.node.cli;

import io.alys.messages.types.Wei;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts of the command line: a number of wei, or of coins with the word {@code coins}. */
public final class WeiOption implements ITypeConverter<Wei> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,60}(?:\\.\\d{1,18})?)( ?coins?)?");
  private static final int DECIMALS = 18;

  @Override
  public Wei convert(String text) {
    var parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw refused();
    }
    var number = new BigDecimal(parts.group(1));
    try {
      BigInteger wei =
          (parts.group(2) == null ? number : number.scaleByPowerOfTen(DECIMALS))
              .toBigIntegerExact();
      return new Wei(wei);
    } catch (ArithmeticException e) {
      throw refused();
    }
  }

  private static TypeConversionException refused() {
    return new TypeConversionException(
        "write a whole number of wei, or coins with their unit, such as 10000coins");
  }
}
