package dev.lockstep.s3.sign;

/// Where credentials come from, for as long as a run lasts. May be asked by any thread.
public interface CredentialSource {
  /// The credentials to sign with now: cheap unless the ones before are about to expire.
  ///
  /// @throws NoCredentialsException when there are none
  AwsCredentials current();

  /// The store has said that these have expired: others are to be found for the next request.
  default void expired(AwsCredentials refused) {}

  static CredentialSource of(AwsCredentials lasting) {
    return () -> lasting;
  }
}
