package io.alys.workflows.pow;

import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commitment of a coinbase to a merged-mining root (protocol reference §2.2; Namecoin's
 * auxpow.cpp for the script).
 *
 * @param failures what is wrong with it, empty when it is the right one
 * @param sizeAndNonce the eight bytes behind the root, null where they are not there
 * @param closeness how far it got: 0 nothing there, 1 another root, 2 the right root
 */
record Commitment(List<AuxPowFailure> failures, @Nullable Bytes sizeAndNonce, int closeness) {

  static final Bytes MAGIC = Bytes.fromHex("fabe6d6d");
  static final int SIZE = 44;

  private static final int ROOT_OFFSET = 4;
  private static final int TAIL_OFFSET = ROOT_OFFSET + Hash32.SIZE;
  private static final int TAIL_SIZE = 8;
  private static final int LATEST_START = 20;

  /** What each allowed place holds, in the order of the places. */
  static List<Commitment> find(
      BitcoinTransaction coinbase, Bytes root, Set<CommitmentPlace> places) {
    var found = new ArrayList<Commitment>();
    for (var place : CommitmentPlace.values()) {
      if (places.contains(place)) {
        found.add(
            switch (place) {
              case OUTPUT_2 -> inOutput(coinbase, 2, root);
              case OUTPUT_3 -> inOutput(coinbase, 3, root);
              case SCRIPT -> inScript(coinbase, root);
            });
      }
    }
    return found;
  }

  private static Commitment inOutput(BitcoinTransaction coinbase, int index, Bytes root) {
    var expected = MAGIC.concat(root);
    if (coinbase.outputs().size() <= index) {
      return missing(expected, Bytes.EMPTY);
    }
    var script = coinbase.outputs().get(index).scriptPubKey();
    if (script.size() != SIZE || !script.slice(0, ROOT_OFFSET).equals(MAGIC)) {
      return missing(expected, script.slice(0, Math.min(script.size(), SIZE)));
    }
    var found = script.slice(ROOT_OFFSET, TAIL_OFFSET);
    return found.equals(root)
        ? new Commitment(List.of(), script.slice(TAIL_OFFSET, SIZE), 2)
        : otherRoot(root, found);
  }

  private static Commitment inScript(BitcoinTransaction coinbase, Bytes root) {
    if (coinbase.inputs().isEmpty()) {
      var failure =
          new AuxPowFailure(AuxPowRule.COINBASE_WITHOUT_INPUTS, Bytes.of((byte) 1), Bytes.EMPTY);
      return new Commitment(List.of(failure), null, 0);
    }
    var script = coinbase.inputs().getFirst().scriptSig();
    var magicAt = indexOf(script, MAGIC, 0);
    var rootAt = indexOf(script, root, 0);
    if (rootAt < 0) {
      return magicAt < 0
          ? missing(MAGIC.concat(root), Bytes.EMPTY)
          : otherRoot(root, upTo(script, magicAt + ROOT_OFFSET, Hash32.SIZE));
    }
    var failures = new ArrayList<AuxPowFailure>();
    if (magicAt >= 0) {
      checkMagic(script, magicAt, rootAt, failures);
    } else if (rootAt > LATEST_START) {
      failures.add(
          new AuxPowFailure(
              AuxPowRule.ROOT_NOT_IN_FIRST_BYTES, bytes(LATEST_START), bytes(rootAt)));
    }
    return tail(script, rootAt + Hash32.SIZE, failures);
  }

  private static void checkMagic(
      Bytes script, int magicAt, int rootAt, List<AuxPowFailure> failures) {
    var next = indexOf(script, MAGIC, magicAt + 1);
    if (next >= 0) {
      failures.add(
          new AuxPowFailure(AuxPowRule.SEVERAL_COMMITMENTS, MAGIC, upTo(script, next, SIZE)));
    }
    if (magicAt + MAGIC.size() != rootAt) {
      failures.add(
          new AuxPowFailure(
              AuxPowRule.MAGIC_NOT_BEFORE_ROOT,
              MAGIC,
              script.slice(Math.max(0, rootAt - MAGIC.size()), rootAt)));
    }
  }

  private static Commitment tail(Bytes script, int at, List<AuxPowFailure> failures) {
    if (script.size() - at < TAIL_SIZE) {
      failures.add(
          new AuxPowFailure(
              AuxPowRule.SIZE_AND_NONCE_MISSING,
              Bytes.zeros(TAIL_SIZE),
              script.slice(at, script.size())));
      return new Commitment(failures, null, 2);
    }
    return new Commitment(failures, script.slice(at, at + TAIL_SIZE), 2);
  }

  private static Commitment missing(Bytes expected, Bytes found) {
    var failure = new AuxPowFailure(AuxPowRule.COMMITMENT_MISSING, expected, found);
    return new Commitment(List.of(failure), null, 0);
  }

  private static Commitment otherRoot(Bytes expected, Bytes found) {
    var failure = new AuxPowFailure(AuxPowRule.COMMITMENT_TO_OTHER_ROOT, expected, found);
    return new Commitment(List.of(failure), null, 1);
  }

  private static Bytes upTo(Bytes bytes, int from, int length) {
    return bytes.slice(from, Math.min(bytes.size(), from + length));
  }

  private static Bytes bytes(int offset) {
    return Bytes.of((byte) (offset >>> 8), (byte) offset);
  }

  private static int indexOf(Bytes text, Bytes pattern, int from) {
    for (int at = from; at + pattern.size() <= text.size(); at++) {
      if (matches(text, pattern, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(Bytes text, Bytes pattern, int at) {
    for (int i = 0; i < pattern.size(); i++) {
      if (text.at(at + i) != pattern.at(i)) {
        return false;
      }
    }
    return true;
  }
}
