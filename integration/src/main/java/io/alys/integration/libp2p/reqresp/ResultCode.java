package io.alys.integration.libp2p.reqresp;

/** The byte in front of each chunk of an answer. */
public final class ResultCode {

  /** The chunk is part of the answer. */
  public static final int SUCCESS = 0;

  /** The request made no sense. */
  public static final int INVALID_REQUEST = 1;

  /** The answering side failed. */
  public static final int SERVER_ERROR = 2;

  /** What was asked for is not there. */
  public static final int UNAVAILABLE = 3;

  /** Too many requests. */
  public static final int RATE_LIMITED = 139;

  /** Most bytes of the text behind an error. */
  static final int MAX_TEXT = 256;

  private ResultCode() {}
}
