package io.alys.workflows.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.PeerAddress;
import io.alys.workflows.peers.AddressBook.Origin;
import io.alys.workflows.ports.Entropy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AddressBookTest {

  private static final PeerAddress ADDRESS = new PeerAddress("/ip4/10.0.0.1/tcp/55444");

  private final AddressBook book = new AddressBook(DialPlan.DEFAULT);

  @Test
  void anAddressIsDialledOnceAtATime() {
    book.give(List.of(ADDRESS), Origin.BOOTNODE, 0);

    assertThat(due(Duration.ZERO)).containsExactly(ADDRESS);
    assertThat(due(Duration.ofSeconds(30))).isEmpty();
  }

  @Test
  void aDialWithoutAResultDoesNotKeepItsAddressOutForEver() {
    book.give(List.of(ADDRESS), Origin.BOOTNODE, 0);
    assertThat(due(Duration.ZERO)).containsExactly(ADDRESS);

    assertThat(due(Duration.ofSeconds(61))).containsExactly(ADDRESS);
    assertThat(due(Duration.ofSeconds(62))).isEmpty();
  }

  @Test
  void theOperatorsAddressesAreDialledAgainLaterEachTimeTheyFail() {
    book.give(List.of(ADDRESS), Origin.STATIC, 0);
    var now = Duration.ZERO;
    for (int failures = 1; failures <= 40; failures++) {
      assertThat(due(now)).containsExactly(ADDRESS);
      assertThat(book.failed(ADDRESS, "nobody", now.toNanos(), new NoChance())).isEmpty();
      assertThat(due(now)).isEmpty();
      now = now.plus(DialPlan.DEFAULT.maxDelay());
    }

    assertThat(book.known())
        .singleElement()
        .satisfies(known -> assertThat(known.failures()).isEqualTo(40));
  }

  private List<PeerAddress> due(Duration now) {
    return book.due(Set.of(), Set.of(), now.toNanos());
  }

  private static final class NoChance implements Entropy {
    @Override
    public byte[] bytes(int size) {
      return new byte[size];
    }

    @Override
    public long below(long bound) {
      return 0;
    }
  }
}
