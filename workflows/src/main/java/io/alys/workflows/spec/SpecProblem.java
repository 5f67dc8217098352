package io.alys.workflows.spec;

import io.alys.messages.types.CompactBits;

/** A reason why a chain spec whose fields can be read is refused all the same. */
public sealed interface SpecProblem {

  /** The field, by its name in the file. */
  String field();

  /** What is wrong with the field, to be read after its name, and what to do. */
  String text();

  /** A list that goes along with the authorities has another length. */
  record ListsDiffer(String field, int length, int authorities) implements SpecProblem {
    @Override
    public String text() {
      return "has %d entries, authorities has %d: give each authority one, in the same order"
          .formatted(length, authorities);
    }
  }

  /** Too few or too many members. */
  record MemberCount(String field, int count, int most) implements SpecProblem {
    @Override
    public String text() {
      return "has %d entries: 1 to %d are possible (rule 4.1)".formatted(count, most);
    }
  }

  /** Two entries of a list are the same. */
  record Repeated(String field, int first, int second) implements SpecProblem {
    @Override
    public String text() {
      return "has the same value at %d and %d: each must differ".formatted(first, second);
    }
  }

  /** A proof of possession that does not belong to its key (rule 2.12). */
  record BadPossessionProof(int index) implements SpecProblem {
    @Override
    public String field() {
      return "v2.proofsOfPossession[" + index + "]";
    }

    @Override
    public String text() {
      return "does not prove possession of authorities[%d] (rule 2.12): ask that key's owner for it"
          .formatted(index);
    }
  }

  /** A number outside its bounds; {@code reason} says where they come from. */
  record OutOfRange(String field, long value, Bounds bounds, String reason) implements SpecProblem {
    @Override
    public String text() {
      return "is %d: choose %s (%s)".formatted(value, bounds.text(), reason);
    }
  }

  /** Bounds of a number, both allowed. */
  record Bounds(long lowest, long highest) {
    boolean hold(long value) {
      return value >= lowest && value <= highest;
    }

    String text() {
      return highest == Long.MAX_VALUE ? "at least " + lowest : lowest + " to " + highest;
    }
  }

  /** An AuxPoW chain id that headers of ordinary Bitcoin blocks carry by chance. */
  record ChainIdOfVersionBits(long chainId) implements SpecProblem {
    @Override
    public String field() {
      return "chainId";
    }

    @Override
    public String text() {
      return "is %d, which BIP 9 block versions can give: choose one outside %d to %d"
          .formatted(chainId, SpecChecks.BIP9_FIRST, SpecChecks.BIP9_LAST);
    }
  }

  /** A compact target that is zero, negative, too large or not in its shortest form. */
  record BadTarget(String field, CompactBits bits) implements SpecProblem {
    @Override
    public String text() {
      return "is 0x%s, no compact target: 0x207fffff is the easiest in use".formatted(bits.hex());
    }
  }

  /** Genesis bits that are easier than the limit. */
  record EasierThanLimit(CompactBits bits, CompactBits limit) implements SpecProblem {
    @Override
    public String field() {
      return "bits";
    }

    @Override
    public String text() {
      return "is 0x%s, easier than v2.powLimit 0x%s: lower it, or raise the limit"
          .formatted(bits.hex(), limit.hex());
    }
  }

  /** A rules schedule that does not start at 0, or whose heights or versions do not ascend. */
  record BadSchedule(String reason) implements SpecProblem {
    @Override
    public String field() {
      return "v2.rules";
    }

    @Override
    public String text() {
      return reason + ": write [{\"fromHeight\": 0, \"version\": 2}] for a new network";
    }
  }
}
