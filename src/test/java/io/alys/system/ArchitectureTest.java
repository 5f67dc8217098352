package io.alys.system;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.alys.messages.actor.Tagged;
import io.alys.messages.types.Hash32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The direction of the modules, in one place: what a module may see, and who sees the outside. */
final class ArchitectureTest {
  private static final String[] THIRD_PARTY_CLIENTS = {
    "com.fasterxml.jackson..",
    "com.github.benmanes.caffeine..",
    "com.google.protobuf..",
    "com.nimbusds..",
    "fr.acinq.secp256k1..",
    "io.github.bucket4j..",
    "io.grpc..",
    "io.micrometer..",
    "io.netty..",
    "io.opentelemetry..",
    "io.prometheus..",
    "okhttp3..",
    "org.bitcoinj..",
    "org.bouncycastle..",
    "org.eclipse.jetty..",
    "org.rocksdb..",
    "org.web3j..",
    "org.xerial.snappy..",
    "picocli..",
    "supranational.blst..",
    "tools.jackson..",
  };

  private static final String[] ACTOR_MACHINERY = {
    "io.alys.actors.runtime..", "io.alys.actors.bus..", "io.alys.actors.supervision..",
  };

  private static JavaClasses ours;

  @BeforeAll
  static void importClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.alys");
  }

  @Test
  void modulesSeeOnlyWhatTheyMay() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("proto")
            .definedBy("io.alys.proto..")
            .layer("config")
            .definedBy("io.alys.config..")
            .layer("messages")
            .definedBy("io.alys.messages..")
            .layer("workflows")
            .definedBy("io.alys.workflows..")
            .layer("actors")
            .definedBy("io.alys.actors..")
            .layer("integration")
            .definedBy("io.alys.integration..")
            .layer("node")
            .definedBy("io.alys.node..")
            .whereLayer("proto")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("messages")
            .mayNotAccessAnyLayer()
            .whereLayer("workflows")
            .mayOnlyAccessLayers("messages")
            .whereLayer("actors")
            .mayOnlyAccessLayers("messages", "workflows", "config")
            .whereLayer("integration")
            .mayOnlyAccessLayers("messages", "workflows", "config", "proto"));
  }

  @Test
  void everyClassIsInAModule() {
    check(
        noClasses()
            .should()
            .resideOutsideOfPackages(
                "io.alys.proto..",
                "io.alys.config..",
                "io.alys.messages..",
                "io.alys.workflows..",
                "io.alys.actors..",
                "io.alys.integration..",
                "io.alys.node.."));
  }

  @Test
  void rulesTouchNeitherActorsNorTheOutside() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.alys.workflows..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("akka..", "java.io..", "java.net..", "java.nio.file.."));
  }

  @Test
  void messagesKnowOfAkkaOnlyTheTypedActors() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("io.alys.messages..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("akka.http..", "akka.persistence..", "akka.stream.."));
  }

  @Test
  void configurationKnowsNoActors() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.alys.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("akka.."));
  }

  @Test
  void thirdPartyClientsStayInIntegrationAndNode() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.alys.config..", "io.alys.messages..", "io.alys.workflows..", "io.alys.actors..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(THIRD_PARTY_CLIENTS));
  }

  /** Raw results know neither the conversation that they belong to nor the behaviour that asked. */
  @Test
  void actorsBringResultsToThemselvesThroughTheBus() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.alys.actors..")
            .and()
            .resideOutsideOfPackages(ACTOR_MACHINERY)
            .should()
            .callMethodWhere(
                target(owner(assignableTo(ActorContext.class)))
                    .and(target(nameMatching("pipeToSelf|ask|askWithStatus"))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(AskPattern.class));
  }

  /** So that people find the block in logs and traces. */
  @Test
  void messagesThatNameABlockByItsRootAreTaggedWithIt() {
    check(
        classes()
            .that()
            .haveNameMatching("io\\.alys\\.messages\\..*Protocol\\$.*")
            .and(
                DescribedPredicate.describe(
                    "have a root",
                    type ->
                        type.tryGetField("root")
                            .filter(field -> field.getRawType().isEquivalentTo(Hash32.class))
                            .isPresent()))
            .should()
            .implement(Tagged.class));
  }

  /** An actor that is spawned raw has no bounded mailbox, no meters and no stable address. */
  @Test
  void actorsAreSpawnedByTheRuntimeOrASupervisor() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.alys.actors..")
            .and()
            .resideOutsideOfPackages(ACTOR_MACHINERY)
            .should()
            .callMethodWhere(
                target(owner(assignableTo(ActorContext.class)))
                    .and(target(nameMatching("spawn|spawnAnonymous")))));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(ours);
  }
}
