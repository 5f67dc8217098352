package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import io.alys.actors.runtime.Parts.Question;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RequestFormTest {

  private record Misfit(ActorRef<String> asker) implements Request<String> {
    @Override
    public ActorRef<String> replyTo() {
      return asker;
    }

    @Override
    public String unavailable(Unavailable why) {
      return why.id();
    }
  }

  @Test
  void aCopyDiffersInWhoGetsTheAnswer() {
    try (var stage = RuntimeStage.of(RuntimeSetup.standard())) {
      var asker = stage.<String>probe();
      var other = stage.<String>probe();

      var copy = RequestForm.of(Question.class).copy(new Question(7, asker.ref()), other.ref());

      assertThat(copy).isEqualTo(new Question(7, other.ref()));
    }
  }

  @Test
  void otherFormsAreNotCopied() {
    assertThat(RequestForm.of(Misfit.class).fits()).isFalse();
    assertThat(RequestForm.of(Request.class).fits()).isFalse();
  }

  @Test
  void allRequestsOfTheProtocolsHaveTheForm() throws Exception {
    var requests = requestsOfTheProtocols();

    assertThat(requests).hasSizeGreaterThan(20);
    assertThat(requests).allMatch(type -> RequestForm.of(type).fits());
  }

  private static List<Class<?>> requestsOfTheProtocols() throws IOException, URISyntaxException {
    var place = Path.of(Request.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return requestsBelow(place);
    }
    try (var jar = FileSystems.newFileSystem(place)) {
      return requestsBelow(jar.getPath("/"));
    }
  }

  private static List<Class<?>> requestsBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.startsWith("io/alys") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(name -> !name.endsWith("-info"))
          .<Class<?>>map(RequestFormTest::load)
          .filter(type -> Request.class.isAssignableFrom(type) && !type.isInterface())
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Request.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
