package io.alys.node.http;

/** A server that answers; it can end in two ways. */
public interface OpenServer extends AutoCloseable {

  /** Answers what is being asked, then stops. */
  @Override
  void close();

  /** Stops at once, since another one is to take its place; who is being answered asks again. */
  void abandon();
}
