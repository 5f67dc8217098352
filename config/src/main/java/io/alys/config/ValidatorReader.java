package io.alys.config;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a validator signs with: a keystore or a remote signer, not both. */
final class ValidatorReader {

  private static final String KEYSTORE = "validator.keystore";
  private static final String PASSWORD = "validator.password-file";
  private static final String ENDPOINTS = "signer.endpoints";
  private static final String CERTIFICATE = "signer.certificate";
  private static final String PRIVATE_KEY = "signer.private-key";
  private static final String TRUSTED = "signer.trusted";

  private final Settings settings;

  ValidatorReader(Settings settings) {
    this.settings = settings;
  }

  /** Empty for a node that follows the chain; problems are with the settings. */
  Optional<ValidatorConfig> read() {
    int watchSlots = settings.number("signer.watch-slots");
    var timeout = settings.duration("signer.timeout");
    if (settings.isSet(KEYSTORE) && settings.isSet(ENDPOINTS)) {
      settings.problem(
          ENDPOINTS,
          "is set, validator.keystore is, too",
          "keep the one that the key is in, and leave the other out");
      return Optional.empty();
    }
    var key = settings.isSet(ENDPOINTS) ? remote(timeout) : keystore();
    return key.flatMap(it -> settings.checked(() -> new ValidatorConfig(it, watchSlots)));
  }

  private Optional<ValidatorConfig.Key> keystore() {
    Stream.of("signer.public-key", CERTIFICATE, PRIVATE_KEY, TRUSTED)
        .filter(settings::isSet)
        .forEach(name -> settings.problem(name, "is set without signer.endpoints", "leave it out"));
    if (!settings.bothOrNone(KEYSTORE, PASSWORD)) {
      return Optional.empty();
    }
    return Optional.of(
        new ValidatorConfig.Keystore(
            settings.path(KEYSTORE, "name a keystore; alys keys new writes one"),
            settings.path(PASSWORD, "name the file with the keystore's password")));
  }

  private Optional<ValidatorConfig.Key> remote(Duration timeout) {
    boolean tls = settings.bothOrNone(CERTIFICATE, PRIVATE_KEY);
    if (!settings.bothOrNone(CERTIFICATE, TRUSTED)) {
      tls = false;
    }
    var files =
        tls
            ? new ValidatorConfig.Tls(
                settings.path(CERTIFICATE, "name a file"),
                settings.path(PRIVATE_KEY, "name a file"),
                settings.path(TRUSTED, "name a file"))
            : null;
    return settings.checked(
        () ->
            new ValidatorConfig.Remote(
                settings.urls(ENDPOINTS),
                settings.text("signer.public-key", "name the key as the chain spec has it"),
                files,
                timeout));
  }
}
