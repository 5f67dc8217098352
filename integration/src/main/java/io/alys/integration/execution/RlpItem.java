package io.alys.integration.execution;

import io.alys.messages.types.Bytes;
import java.math.BigInteger;

/**
 * One item of RLP within a transaction, read in place and bounded by its surroundings: the content
 * goes from {@code start} to before {@code end}.
 */
record RlpItem(Bytes bytes, boolean list, int start, int end) {

  /** Longest length of a length: 4 bytes are more than any transaction. */
  private static final int MAX_LENGTH_SIZE = 4;

  /** The bytes are not RLP of the expected shape. */
  static final class NotRlp extends Exception {

    private static final long serialVersionUID = 1L;

    NotRlp() {}
  }

  /** The item that begins at {@code position} and ends before {@code limit}. */
  static RlpItem at(Bytes bytes, int position, int limit) throws NotRlp {
    if (position >= limit) {
      throw new NotRlp();
    }
    int prefix = bytes.at(position);
    if (prefix < 0x80) {
      return new RlpItem(bytes, false, position, position + 1);
    }
    boolean list = prefix >= 0xc0;
    int size = prefix - (list ? 0xc0 : 0x80);
    if (size <= 55) {
      return bounded(new RlpItem(bytes, list, position + 1, limit), size);
    }
    int sizeOfSize = size - 55;
    int start = position + 1 + sizeOfSize;
    if (sizeOfSize > MAX_LENGTH_SIZE || start > limit) {
      throw new NotRlp();
    }
    long length = 0;
    for (int i = position + 1; i < start; i++) {
      length = length << 8 | bytes.at(i);
    }
    return bounded(new RlpItem(bytes, list, start, limit), length);
  }

  private static RlpItem bounded(RlpItem rest, long size) throws NotRlp {
    if (rest.start + size > rest.end) {
      throw new NotRlp();
    }
    return new RlpItem(rest.bytes, rest.list, rest.start, (int) (rest.start + size));
  }

  /** This list's element at {@code index}. */
  RlpItem element(int index) throws NotRlp {
    if (!list) {
      throw new NotRlp();
    }
    var element = at(bytes, start, end);
    for (int i = 0; i < index; i++) {
      element = at(bytes, element.end, end);
    }
    return element;
  }

  /** The content as an unsigned number of at most 256 bits. */
  BigInteger number() throws NotRlp {
    if (list || size() > 32) {
      throw new NotRlp();
    }
    return new BigInteger(1, content().toArray());
  }

  Bytes content() {
    return bytes.slice(start, end);
  }

  int size() {
    return end - start;
  }
}
