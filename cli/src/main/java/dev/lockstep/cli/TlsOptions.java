package dev.lockstep.cli;

import picocli.CommandLine.Option;

/// Whom to take for a store.
final class TlsOptions {
  static final String INSECURE = "--insecure";

  @Option(
      names = INSECURE,
      description =
          "Verify no store's TLS certificate: for trials. It is warned about each time; a certificate of your own goes into the profile's ca_bundle instead.")
  private boolean insecure;

  boolean insecure() {
    return insecure;
  }
}
