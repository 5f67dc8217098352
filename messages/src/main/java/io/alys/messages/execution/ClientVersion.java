package io.alys.messages.execution;

/** Name and version of the execution client, for people. */
public record ClientVersion(String code, String name, String version, String commit) {

  @Override
  public String toString() {
    return name + " " + version;
  }
}
