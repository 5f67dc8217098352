package io.alys.actors.network;

import java.util.List;

/** What a peer answered to a question. */
sealed interface Answer<T> {

  /** All that it sent. */
  record Whole<T>(List<T> parts) implements Answer<T> {

    /** Keeps a copy of the list. */
    public Whole {
      parts = List.copyOf(parts);
    }
  }

  /** No whole answer came; {@code malformed} when what came breaks the form. */
  record Broken<T>(String reason, boolean malformed, boolean notSpoken) implements Answer<T> {}
}
