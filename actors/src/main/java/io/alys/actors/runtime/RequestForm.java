package io.alys.actors.runtime;

import akka.actor.typed.ActorRef;
import io.alys.messages.actor.Request;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How requests of one class are copied with another {@code replyTo}. */
final class RequestForm {

  private static final ClassValue<RequestForm> OF_CLASS =
      new ClassValue<>() {
        @Override
        protected RequestForm computeValue(Class<?> type) {
          return new RequestForm(copier(type));
        }
      };

  private final @Nullable MethodHandle copier;

  private RequestForm(@Nullable MethodHandle copier) {
    this.copier = copier;
  }

  static RequestForm of(Class<?> type) {
    return OF_CLASS.get(type);
  }

  /** Whether such requests are records whose last component is {@code replyTo}. */
  boolean fits() {
    return copier != null;
  }

  /** The same request with another {@code replyTo}. */
  Object copy(Request<?> request, ActorRef<?> replyTo) {
    if (copier == null) {
      throw new IllegalArgumentException("not of the form: " + request.getClass());
    }
    try {
      return (Object) copier.invokeExact((Object) request, (Object) replyTo);
    } catch (RuntimeException | Error refused) {
      throw refused;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static @Nullable MethodHandle copier(Class<?> type) {
    var components = type.getRecordComponents();
    if (components == null || components.length == 0) {
      return null;
    }
    var last = components[components.length - 1];
    if (!last.getName().equals("replyTo") || last.getType() != ActorRef.class) {
      return null;
    }
    try {
      return copier(type, components);
    } catch (ReflectiveOperationException denied) {
      return null;
    }
  }

  /** {@code (request, replyTo) -> new Type(request.a(), request.b(), replyTo)}. */
  private static MethodHandle copier(Class<?> type, RecordComponent[] components)
      throws ReflectiveOperationException {
    var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var copy = lookup.findConstructor(type, MethodType.methodType(void.class, types));
    int kept = components.length - 1;
    var accessors = new MethodHandle[kept];
    for (int i = 0; i < kept; i++) {
      accessors[i] = lookup.unreflect(components[i].getAccessor());
    }
    copy = MethodHandles.filterArguments(copy, 0, accessors);
    var fromBoth = new int[components.length];
    fromBoth[kept] = 1;
    copy =
        MethodHandles.permuteArguments(
            copy, MethodType.methodType(type, type, ActorRef.class), fromBoth);
    return copy.asType(MethodType.methodType(Object.class, Object.class, Object.class));
  }
}
