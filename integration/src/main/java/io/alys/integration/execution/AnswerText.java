package io.alys.integration.execution;

/** Text of the execution client as it may be logged: one line, short, printable. */
final class AnswerText {

  private static final int MAX_LENGTH = 300;

  private AnswerText() {}

  static String shorten(String text) {
    var line = new StringBuilder();
    text.strip()
        .codePoints()
        .limit(MAX_LENGTH)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(line::appendCodePoint);
    return text.strip().length() > line.length() ? line + "…" : line.toString();
  }
}
