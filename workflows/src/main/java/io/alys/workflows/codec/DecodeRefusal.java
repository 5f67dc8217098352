package io.alys.workflows.codec;

/** Why bytes are not the encoding of the expected object. */
public enum DecodeRefusal {
  /** More bytes than the caller allows. */
  TOO_LARGE,
  /** The bytes end early, or a count promises more elements than the rest can hold. */
  TRUNCATED,
  /** Bytes follow the object. */
  TRAILING_BYTES,
  /** Another MessagePack type than the field's. */
  WRONG_TYPE,
  /** A structure with another number of fields. */
  WRONG_FIELD_COUNT,
  /** Text or binary of another length than the field's. */
  WRONG_LENGTH,
  /** A list or byte string beyond its named limit. */
  LIMIT_EXCEEDED,
  /** A number or length that has a shorter form. */
  NOT_SHORTEST,
  /** A number beyond the field's range. */
  NUMBER_OUT_OF_RANGE,
  /** Text that is not {@code 0x} followed by pairs of lower-case hex digits. */
  NOT_CANONICAL_HEX,
  /** Text that is not a decimal number without sign and leading zeros. */
  NOT_CANONICAL_DECIMAL,
  /** A slot of 2^63 or more. */
  SLOT_BEYOND_63_BITS,
  /** A block number of 2^63 or more. */
  HEIGHT_BEYOND_63_BITS,
  /** Not two bytes whose highest bit is the length marker of a 15-bit list (§3.5). */
  BAD_APPROVAL_BITS,
  /** An authority index that the bit list cannot hold (§3.5). */
  AUTHORITY_INDEX_OUT_OF_RANGE,
  /** A Bitcoin transaction without inputs and with another flag than 01 (BIP 144). */
  UNSUPPORTED_SEGWIT_FLAG,
  /** A Bitcoin transaction in witness form whose inputs all have an empty witness (BIP 144). */
  SUPERFLUOUS_WITNESS,
  /** A gossip message of a kind that there is not (§4.3). */
  UNKNOWN_KIND,
  /** The same key twice in a map. */
  DUPLICATE_KEY,
  /** Compressed bytes that do not become what they announce. */
  BAD_COMPRESSION
}
