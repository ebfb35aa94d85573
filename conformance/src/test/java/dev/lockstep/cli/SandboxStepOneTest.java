package dev.lockstep.cli;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.s3.Addressing;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// The sandbox, over HTTP.
class SandboxStepOneTest extends StepOne {
  private final SandboxServer server =
      SandboxServer.start(
          new SandboxStore(InstantSource.system()),
          List.of(new AccessKey("access", "secret", Account.LOCKSTEP)),
          0);

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Override
  ObjectStore open() {
    return S3Stores.of(
        S3Settings.of(
                "a",
                server.endpoint(),
                "us-east-1",
                CredentialSource.of(new AwsCredentials("access", Secret.of("secret"), null, null)))
            .withAddressing(Addressing.PATH),
        InstantSource.system());
  }
}
