package io.alys.workflows.codec;

import java.util.Optional;
import java.util.function.Function;

/** What a decoder found: the object, or why and where the bytes are not its encoding. */
public sealed interface Decoded<T> {

  /** The bytes are an encoding of {@code value}. */
  record Ok<T>(T value) implements Decoded<T> {}

  /** They are not, from the byte at {@code offset} on; {@code detail} is for people. */
  record Refused<T>(DecodeRefusal reason, int offset, String detail) implements Decoded<T> {}

  /** The object, if there is one. */
  default Optional<T> toOptional() {
    return switch (this) {
      case Ok<T>(var value) -> Optional.of(value);
      case Refused<T> _ -> Optional.empty();
    };
  }

  /** The same refusal, or what {@code next} makes of the object. */
  default <R> Decoded<R> map(Function<? super T, ? extends R> next) {
    return switch (this) {
      case Ok<T>(var value) -> new Ok<>(next.apply(value));
      case Refused<T>(var reason, var offset, var detail) -> new Refused<>(reason, offset, detail);
    };
  }
}
