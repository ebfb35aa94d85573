package dev.lockstep.benchmarks.requests;

import java.nio.file.Path;

/// The server to talk to, and what to ask it for.
///
/// @param certificate what it proves itself with, in PEM; used with TLS alone
record Target(boolean tls, int port, Path certificate) {
  static final String HOST = "localhost";
  static final String BUCKET = "bucket";
  static final String KEY = "some/prefix/object-0001";
  static final String REGION = "us-east-1";
  static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  String url() {
    return (tls ? "https://" : "http://") + authority();
  }

  String authority() {
    return HOST + ':' + port;
  }
}
