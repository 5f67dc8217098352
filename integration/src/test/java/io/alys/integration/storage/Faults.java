package io.alys.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.storage.StorageFault;
import io.alys.workflows.ports.StorageFailure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What storage tests assert of failures. */
final class Faults {

  private Faults() {}

  /** The action fails with this fault, in one line that contains all parts. */
  static void assertFault(StorageFault fault, ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            StorageFailure.class,
            failure -> {
              assertThat(failure.getMessage()).contains(parts).doesNotContain("\n");
              assertThat(failure.fault()).isEqualTo(fault);
            });
  }
}
