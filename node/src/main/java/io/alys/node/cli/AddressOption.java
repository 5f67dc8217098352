package io.alys.node.cli;

import io.alys.messages.types.EvmAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Accounts of the command line: 0x and 40 hex digits. */
public final class AddressOption implements ITypeConverter<EvmAddress> {

  @Override
  public EvmAddress convert(String text) {
    try {
      return EvmAddress.fromHex(text.strip());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("write an address as 0x and 40 hex digits");
    }
  }
}
