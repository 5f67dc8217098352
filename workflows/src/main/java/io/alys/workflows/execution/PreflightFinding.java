package io.alys.workflows.execution;

import io.alys.messages.execution.ClientVersion;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Something that keeps a node from working with its execution client, with a way out. */
public sealed interface PreflightFinding {

  /** What is wrong, without a full stop. */
  String cause();

  /** What to do, without a full stop. */
  String fix();

  /** Whether it may go away by itself, so that starting again makes sense (exit code 1, not 2). */
  default boolean heals() {
    return false;
  }

  /** Cause and fix in one line. */
  default String line() {
    return cause() + ": " + fix();
  }

  /** Nothing answers. */
  record Unreachable(String endpoint, String detail) implements PreflightFinding {
    @Override
    public String cause() {
      return "execution client at " + endpoint + " does not answer (" + detail + ")";
    }

    @Override
    public String fix() {
      return "start it, or correct the address of its engine port";
    }

    @Override
    public boolean heals() {
      return true;
    }
  }

  /** The client does not accept our token. */
  record JwtRefused(String endpoint, String detail) implements PreflightFinding {
    @Override
    public String cause() {
      return "execution client at " + endpoint + " refuses the JWT (" + detail + ")";
    }

    @Override
    public String fix() {
      return "give both programs the same JWT secret file, and set clocks that differ by over 60 s";
    }
  }

  /** Something answers that is no Engine API. */
  record NotAnEngine(String endpoint, String detail) implements PreflightFinding {
    @Override
    public String cause() {
      return "what answers at " + endpoint + " is not an Engine API (" + detail + ")";
    }

    @Override
    public String fix() {
      return "give the address of the client's authenticated engine port (often 8551)";
    }
  }

  /** Engine methods of a fork that this chain needs are missing. */
  record TooOld(@Nullable ClientVersion version, Set<String> missing) implements PreflightFinding {

    /** Keeps an ordered copy of the methods. */
    public TooOld {
      missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    }

    @Override
    public String cause() {
      var name = version == null ? "execution client" : version.toString();
      return name + " is too old: it lacks " + String.join(", ", missing);
    }

    @Override
    public String fix() {
      return "install a release with Cancun support (geth 1.14, reth 1.0 or later)";
    }
  }

  /** Ordinary methods are not served on the engine port. */
  record MethodsMissing(String endpoint, Set<String> missing) implements PreflightFinding {

    /** Keeps an ordered copy of the methods. */
    public MethodsMissing {
      missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    }

    @Override
    public String cause() {
      return "the engine port at " + endpoint + " does not serve " + String.join(", ", missing);
    }

    @Override
    public String fix() {
      return "give the address of its public port too (ethereumjs: with --saveReceipts), or use a"
          + " newer release";
    }
  }

  /**
   * The client gives no receipts, without which fees can't be counted (4.2): it does not keep them,
   * or a client that has just started still indexes.
   */
  record ReceiptsRefused(String detail) implements PreflightFinding {
    @Override
    public String cause() {
      return "execution client gives no receipts (" + detail + ")";
    }

    @Override
    public String fix() {
      return "wait until it has indexed its blocks, or start it so that it keeps receipts"
          + " (ethereumjs: --saveReceipts)";
    }

    @Override
    public boolean heals() {
      return true;
    }
  }

  /** The client runs another chain. */
  record WrongChainId(UInt64 expected, UInt64 found) implements PreflightFinding {
    @Override
    public String cause() {
      return "execution client has chain id " + found + ", the chain spec says " + expected;
    }

    @Override
    public String fix() {
      return "point the node at this chain's client, or use the matching chain spec";
    }
  }

  /** The client was initialised from another genesis. */
  record WrongGenesis(Hash32 expected, Hash32 found) implements PreflightFinding {
    @Override
    public String cause() {
      return "execution client has genesis " + found + ", the chain spec says " + expected;
    }

    @Override
    public String fix() {
      return "initialise an empty data folder with this chain's execution genesis";
    }
  }
}
