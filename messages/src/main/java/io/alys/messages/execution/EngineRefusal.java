package io.alys.messages.execution;

/** Why the execution client, or the adapter before it, does not serve a request as it stands. */
public sealed interface EngineRefusal {

  /** The client lacks the method: too old. */
  record MethodMissing(String method) implements EngineRefusal {}

  /** A JSON-RPC error with the client's code and text. */
  record RpcError(int code, String message) implements EngineRefusal {

    /** {@code Unknown payload}: no such payload id, or it was forgotten. */
    public static final int UNKNOWN_PAYLOAD = -38001;

    /**
     * {@code Invalid forkchoice state}: safe or finalised block unknown or not in the head's past.
     */
    public static final int INVALID_FORKCHOICE_STATE = -38002;

    /** {@code Invalid payload attributes}. */
    public static final int INVALID_PAYLOAD_ATTRIBUTES = -38003;

    /** {@code Unsupported fork}: the method's generation does not fit the timestamp. */
    public static final int UNSUPPORTED_FORK = -38005;
  }

  /** A built payload carries what the block format can't: blobs or execution requests. */
  record UnsupportedPayload(String what) implements EngineRefusal {}

  /** The client does not give every receipt of the block, or not (yet) the block [L38]. */
  record ReceiptsMissing(String what) implements EngineRefusal {}
}
