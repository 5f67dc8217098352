package io.alys.actors.supervision;

import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import io.alys.actors.runtime.ActorKind;
import io.alys.workflows.supervision.SupervisionStrategy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An actor to be supervised: what it is, how it runs and what happens when it fails. A value; each
 * {@code with} method gives another one.
 *
 * @param <T> what it is told
 */
public final class ChildSpec<T> implements Part {

  private final ChildKey<T> key;
  private final ActorKind kind;
  private final SupervisionStrategy strategy;
  private final Function<Addresses, Behavior<T>> behavior;
  private final Options<T> options;

  private record Options<T>(
      DispatcherSelector dispatcher,
      List<ChildKey<?>> dependencies,
      boolean announcesServing,
      @Nullable StandIn<T> standIn,
      Hooks hooks,
      Deadlines deadlines) {}

  private ChildSpec(
      ChildKey<T> key,
      ActorKind kind,
      SupervisionStrategy strategy,
      Function<Addresses, Behavior<T>> behavior,
      Options<T> options) {
    this.key = key;
    this.kind = kind;
    this.strategy = strategy;
    this.behavior = behavior;
    this.options = options;
  }

  /**
   * An actor on the default dispatcher that serves as soon as it has begun.
   *
   * @param behavior makes its behaviour anew each time it begins, in its own thread; the tree's
   *     addresses are complete, but those that begin later do not serve yet
   */
  public static <T> ChildSpec<T> of(
      ChildKey<T> key,
      ActorKind kind,
      SupervisionStrategy strategy,
      Function<Addresses, Behavior<T>> behavior) {
    return new ChildSpec<>(
        key,
        kind,
        strategy,
        behavior,
        new Options<>(
            DispatcherSelector.defaultDispatcher(),
            List.of(),
            false,
            null,
            Hooks.NONE,
            Deadlines.DEFAULT));
  }

  /** On another dispatcher. */
  public ChildSpec<T> withDispatcher(DispatcherSelector dispatcher) {
    return with(
        new Options<>(
            dispatcher,
            options.dependencies,
            options.announcesServing,
            options.standIn,
            options.hooks,
            options.deadlines));
  }

  /** It can't do its work without these; they are named in its health. */
  public ChildSpec<T> withDependencies(ChildKey<?>... keys) {
    return with(
        new Options<>(
            options.dispatcher,
            List.of(keys),
            options.announcesServing,
            options.standIn,
            options.hooks,
            options.deadlines));
  }

  /** It serves only when it has called {@code Current.announceServing()}. */
  public ChildSpec<T> announcesServing() {
    return with(
        new Options<>(
            options.dispatcher,
            options.dependencies,
            true,
            options.standIn,
            options.hooks,
            options.deadlines));
  }

  /** What answers in its place when it has been given up; else requests are refused. */
  public ChildSpec<T> withStandIn(StandIn<T> standIn) {
    return with(
        new Options<>(
            options.dispatcher,
            options.dependencies,
            options.announcesServing,
            standIn,
            options.hooks,
            options.deadlines));
  }

  /** What is called at moments of its life. */
  public ChildSpec<T> withHooks(Hooks hooks) {
    return with(
        new Options<>(
            options.dispatcher,
            options.dependencies,
            options.announcesServing,
            options.standIn,
            hooks,
            options.deadlines));
  }

  /** How long it may take to begin and to halt. */
  public ChildSpec<T> withDeadlines(Deadlines deadlines) {
    return with(
        new Options<>(
            options.dispatcher,
            options.dependencies,
            options.announcesServing,
            options.standIn,
            options.hooks,
            deadlines));
  }

  private ChildSpec<T> with(Options<T> changed) {
    return new ChildSpec<>(key, kind, strategy, behavior, changed);
  }

  /** Its key in the tree. */
  public ChildKey<T> key() {
    return key;
  }

  /** Its class. */
  public ActorKind kind() {
    return kind;
  }

  @Override
  public String name() {
    return key.name();
  }

  @Override
  public SupervisionStrategy strategy() {
    return strategy;
  }

  @Override
  public Deadlines deadlines() {
    return options.deadlines;
  }

  /** The actors without which it can't do its work. */
  public List<ChildKey<?>> dependencies() {
    return options.dependencies;
  }

  DispatcherSelector dispatcher() {
    return options.dispatcher;
  }

  Behavior<T> behavior(Addresses addresses) {
    return behavior.apply(addresses);
  }

  boolean isServingAtOnce() {
    return !options.announcesServing;
  }

  Optional<StandIn<T>> standIn() {
    return Optional.ofNullable(options.standIn);
  }

  Hooks hooks() {
    return options.hooks;
  }
}
