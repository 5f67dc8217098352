package io.alys.workflows.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.registry.NodeRole;
import io.alys.messages.registry.ReadinessCheck;
import io.alys.workflows.health.RoleChecks.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleChecksTest {

  private static final List<String> KINDS =
      List.of("storage", "engine", "validation", "signing", "chain", "mining");

  @ParameterizedTest
  @EnumSource
  void aNodeWithAllPartsIsReadyForEveryRole(NodeRole role) {
    assertThat(checks(role)).isNotEmpty().allMatch(ReadinessCheck::passed);
  }

  @ParameterizedTest
  @EnumSource
  void aPartThatIsGivenUpIsNamedWithWhatToDo(NodeRole role) {
    var failed = new Sample("storage").in(LifecycleState.FAILED, "the disk is full");

    assertThat(checks(role, failed))
        .filteredOn(check -> check.name().equals("storage"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.passed()).isFalse();
              assertThat(check.reason()).contains("/storage", "the disk is full");
              assertThat(check.remedy()).contains("alys actor retry /storage", "data-dir");
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyCheckThatFailsSaysWhyAndWhatToDo(NodeRole role) {
    for (var state : LifecycleState.values()) {
      var all = KINDS.stream().map(kind -> new Sample(kind).in(state, "")).toArray(Sample[]::new);

      assertThat(checks(role, all))
          .filteredOn(check -> !check.passed())
          .allSatisfy(
              check -> {
                assertThat(check.reason()).isNotEmpty();
                assertThat(check.remedy()).isNotEmpty();
              });
    }
  }

  @Test
  void aReaderIsServedThoughTheExecutionClientIsAway() {
    var engine = new Sample("engine").in(LifecycleState.BACKOFF, "connection refused");

    assertThat(checks(NodeRole.READER, engine)).allMatch(ReadinessCheck::passed);
    assertThat(checks(NodeRole.MINER, engine)).anyMatch(check -> !check.passed());
  }

  @Test
  void aReaderIsServedByAPartThatWorksWithRestrictions() {
    var storage = new Sample("storage").report("the disk is full");

    assertThat(checks(NodeRole.READER, storage)).allMatch(ReadinessCheck::passed);
    assertThat(checks(NodeRole.FEDERATION, storage))
        .anyMatch(check -> check.name().equals("storage") && !check.passed());
  }

  @Test
  void aReaderIsServedByWhatTakesTheFailedChainsPlace() {
    var chain = new Sample("chain").in(LifecycleState.FAILED, "boom");

    assertThat(checks(NodeRole.READER, chain)).allMatch(ReadinessCheck::passed);
    assertThat(checks(NodeRole.MINER, chain))
        .anyMatch(check -> check.name().equals("chain") && !check.passed());
  }

  @Test
  void aNodeWithoutAKeyIsNotReadyForTheFederation() {
    var without = standings().filter(it -> !it.facts().kind().equals("signing")).toList();

    assertThat(RoleChecks.of(NodeRole.FEDERATION, without, new Healthy()))
        .filteredOn(check -> !check.passed())
        .singleElement()
        .satisfies(check -> assertThat(check.remedy()).contains("validator.keystore"));
    assertThat(RoleChecks.of(NodeRole.MINER, without, new Healthy()))
        .allMatch(ReadinessCheck::passed);
  }

  @Test
  void oneOfSeveralActorsOfAKindIsEnoughToFailIt() {
    var all = standings().toList();
    var second = new Sample("mining").in(LifecycleState.FAILED, "boom");
    var more = Stream.concat(all.stream(), Stream.of(standing(second))).toList();

    assertThat(RoleChecks.of(NodeRole.MINER, more, new Healthy()))
        .filteredOn(check -> check.name().equals("mining"))
        .singleElement()
        .satisfies(check -> assertThat(check.passed()).isFalse());
  }

  @Test
  void theOperatorSeesEveryKindAndTheWholeNode() {
    var node = new Unhealthy("/storage: given up");

    assertThat(RoleChecks.of(NodeRole.OPERATOR, standings().toList(), node))
        .extracting(ReadinessCheck::name)
        .containsExactly("chain", "engine", "mining", "signing", "storage", "validation", "node");
    assertThat(RoleChecks.of(NodeRole.OPERATOR, standings().toList(), node).getLast().passed())
        .isFalse();
  }

  private static List<ReadinessCheck> checks(NodeRole role, Sample... changed) {
    var kinds = Arrays.stream(changed).map(sample -> sample.facts().kind()).toList();
    var standings =
        Stream.concat(
                standings().filter(it -> !kinds.contains(it.facts().kind())),
                Arrays.stream(changed).map(RoleChecksTest::standing))
            .toList();
    return RoleChecks.of(role, standings, new Healthy());
  }

  private static Stream<Standing> standings() {
    return KINDS.stream().map(kind -> standing(new Sample(kind)));
  }

  private static Standing standing(Sample sample) {
    Health health = ActorHealth.of(sample.facts(), HealthLimits.DEFAULT);
    return new Standing(sample.facts(), health);
  }
}
