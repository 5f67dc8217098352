package io.alys.workflows.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.signing.VoteObstacle;
import io.alys.workflows.model.Exhaustive.Bound;
import io.alys.workflows.model.Exhaustive.Order;
import io.alys.workflows.model.Exhaustive.Outcome;
import io.alys.workflows.model.World.Setting;
import io.alys.workflows.rules.VoteClauses;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No two conflicting blocks are ever committed (rules 2.3, 2.4, 2.13), searched with the production
 * rules: all states up to a number of slots for n ≤ 3, random schedules above. The adversary makes
 * all proposals, orders all votes and decides which certificate reaches whom and when, so that each
 * node has a floor of its own. Without the slot, parent or lock clause the same searches find a
 * violation. (The floor clause alone is not needed for safety; the others concern what the model
 * leaves out.)
 */
class ModelCheckTest {

  private static final VoteClauses RULE = VoteClauses.all();
  private static final int SCHEDULES = 200_000;

  @ParameterizedTest(name = "n = {0}, {1} slots, {2} blocks for each parent and slot, order {3}")
  @CsvSource({
    "1, 5, 1, ANY, 1077",
    "1, 3, 2, ANY, 261",
    "2, 4, 1, ANY, 3456",
    "2, 3, 2, ANY, 3480",
    "2, 5, 1, BY_SLOT, 5102",
    "3, 3, 1, ANY, 29131",
    "3, 2, 2, ANY, 5269",
    "3, 4, 1, BY_SLOT, 29478"
  })
  void noReachableStateCommitsTwoChains(int n, int slots, int variants, Order order, int states) {
    var outcome = Exhaustive.search(new Setting(n, 0, RULE), new Bound(slots, variants, order));

    assertThat(outcome).isEqualTo(new Outcome(states, false));
  }

  @Tag("slow")
  @ParameterizedTest(name = "n = {0}, {1} slots, {2} blocks for each parent and slot, order {3}")
  @CsvSource({"2, 6, 1, BY_SLOT", "3, 4, 1, ANY", "3, 3, 2, BY_SLOT"})
  void noReachableStateCommitsTwoChainsAtGreaterDepth(int n, int slots, int variants, Order order) {
    var outcome = Exhaustive.search(new Setting(n, 0, RULE), new Bound(slots, variants, order));

    assertThat(outcome.violated()).isFalse();
  }

  @ParameterizedTest(name = "without {0}")
  @EnumSource(
      value = VoteObstacle.class,
      names = {"SLOT_NOT_ABOVE_WATERMARK", "PARENT_NOT_CERTIFIED", "PARENT_BELOW_LOCK"})
  void withoutAClauseSomeReachableStateCommitsTwoChains(VoteObstacle clause) {
    var setting = new Setting(2, 0, RULE.without(clause));

    assertThat(Exhaustive.search(setting, new Bound(4, 1, Order.ANY)).violated()).isTrue();
  }

  @ParameterizedTest(name = "n = {0}, {1} dishonest")
  @CsvSource({"4, 0", "4, 1", "6, 1", "7, 2"})
  void noRandomScheduleCommitsTwoChains(int n, int dishonest) {
    var setting = new Setting(n, dishonest, RULE);

    assertThat(RandomSchedules.firstViolation(setting, SCHEDULES, 1)).isEqualTo(-1);
  }

  @ParameterizedTest(name = "n = {0}, {1} dishonest, without {2}")
  @CsvSource({
    "4, 0, SLOT_NOT_ABOVE_WATERMARK",
    "4, 0, PARENT_NOT_CERTIFIED",
    "4, 0, PARENT_BELOW_LOCK",
    "4, 1, SLOT_NOT_ABOVE_WATERMARK",
    "4, 1, PARENT_NOT_CERTIFIED",
    "4, 1, PARENT_BELOW_LOCK",
    "7, 2, SLOT_NOT_ABOVE_WATERMARK",
    "7, 2, PARENT_NOT_CERTIFIED",
    "7, 2, PARENT_BELOW_LOCK"
  })
  void withoutAClauseSomeRandomScheduleCommitsTwoChains(int n, int dishonest, VoteObstacle clause) {
    var setting = new Setting(n, dishonest, RULE.without(clause));

    assertThat(RandomSchedules.firstViolation(setting, SCHEDULES, 1)).isNotNegative();
  }

  @ParameterizedTest(name = "n = {0}, {1} dishonest")
  @CsvSource({"4, 2", "6, 3", "7, 4"})
  void moreDishonestKeysThanAThirdAreMoreThanTheRuleBears(int n, int dishonest) {
    var setting = new Setting(n, dishonest, RULE);

    assertThat(RandomSchedules.firstViolation(setting, SCHEDULES, 1)).isNotNegative();
  }

  @Tag("slow")
  @ParameterizedTest(name = "n = {0}, {1} dishonest")
  @CsvSource({"4, 0", "4, 1", "6, 1", "7, 2", "9, 2", "10, 3"})
  void noRandomScheduleOfMillionsCommitsTwoChains(int n, int dishonest) {
    var setting = new Setting(n, dishonest, RULE);

    assertThat(RandomSchedules.firstViolation(setting, 10 * SCHEDULES, 1_000_000_007L))
        .isEqualTo(-1);
  }
}
