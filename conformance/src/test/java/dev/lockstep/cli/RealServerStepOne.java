package dev.lockstep.cli;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.s3.Addressing;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;

/// Step one on a server that runs somewhere. Where it is, the environment says, as for the
/// contract.
@Tag("real-server")
abstract class RealServerStepOne extends StepOne {
  private final String name;

  /// @param name the server's, in capitals, as the environment has it
  RealServerStepOne(String name) {
    this.name = name;
  }

  private String environment(String what) {
    String variable = "LOCKSTEP_TEST_" + name + "_" + what;
    String value = System.getenv(variable);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(variable + " is not set; run-real-servers sets it");
    }
    return value;
  }

  @Override
  final ObjectStore open() {
    return S3Stores.of(
        S3Settings.of(
                "a",
                URI.create(environment("ENDPOINT")),
                environment("REGION"),
                CredentialSource.of(
                    new AwsCredentials(
                        environment("ACCESS_KEY"),
                        Secret.of(environment("SECRET_KEY")),
                        null,
                        null)))
            .withAddressing(Addressing.PATH),
        InstantSource.system());
  }
}
