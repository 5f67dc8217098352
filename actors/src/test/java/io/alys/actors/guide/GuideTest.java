package io.alys.actors.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide quotes code that compiles, and links pages that exist. */
final class GuideTest {

  private static final Path ROOT =
      Path.of(System.getProperty("alys.repo.root", "..")).toAbsolutePath().normalize();
  private static final Path GUIDE = ROOT.resolve("docs/actors/README.md");
  private static final Path EXAMPLE = ROOT.resolve("actors/src/test/java/io/alys/actors/guide");
  private static final Pattern QUOTE =
      Pattern.compile("(?:<!-- (\\w+\\.java) -->\n)?```java\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([a-z]+\\.md)\\)");

  private record Quote(String file, String code) {}

  @Test
  void quotesAreTheCodeOfTheExample() throws IOException {
    var quotes = quotes(Files.readString(GUIDE));

    assertThat(quotes).hasSizeGreaterThan(5);
    for (var quote : quotes) {
      assertThat(Files.readString(EXAMPLE.resolve(quote.file))).contains(quote.code);
    }
  }

  @Test
  void pagesExist() throws IOException {
    var links = LINK.matcher(Files.readString(GUIDE));

    assertThat(links.results().map(link -> GUIDE.resolveSibling(link.group(1))))
        .isNotEmpty()
        .allSatisfy(page -> assertThat(page).exists());
  }

  private static List<Quote> quotes(String guide) {
    var quotes = new ArrayList<Quote>();
    var found = QUOTE.matcher(guide);
    while (found.find()) {
      assertThat(found.group(1)).as("the file of %s", found.group(2)).isNotNull();
      quotes.add(new Quote(found.group(1), found.group(2)));
    }
    return quotes;
  }
}
