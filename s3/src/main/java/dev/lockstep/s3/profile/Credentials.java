package dev.lockstep.s3.profile;

import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.NoCredentialsException;
import dev.lockstep.s3.sign.Secret;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out which kind of credentials a profile has: plain keys are taken as they are, for all
/// other kinds AWS's SDK is asked.
final class Credentials {
  /// What makes a profile one of another kind, even when it has keys too.
  private static final List<String> OTHER_KINDS =
      List.of(
          "role_arn",
          "sso_session",
          "sso_start_url",
          "web_identity_token_file",
          "login_session",
          "credential_source");

  private static final String PROCESS = "credential_process";

  /// What makes AWS's SDK ask a container or a web identity for credentials.
  private static final List<String> OF_MACHINES =
      List.of(
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI");

  private Credentials() {}

  static CredentialSource ofProfile(Profile profile, InstantSource clock) {
    CredentialSource plain = plainKeys(profile);
    if (plain == null && !asksOthers(profile)) {
      throw new ProfileException(
          "Profile '%s' has no credentials: none of aws_access_key_id, %s, %s in %s or %s"
              .formatted(
                  profile.name(),
                  String.join(", ", OTHER_KINDS),
                  PROCESS,
                  AwsConfiguration.credentialsPath(profile.environment()),
                  AwsConfiguration.configPath(profile.environment())));
    }
    return plain == null ? SdkCredentials.ofProfile(profile, clock) : plain;
  }

  /// Whether a profile says whom to ask for credentials.
  static boolean asksOthers(Profile profile) {
    return OTHER_KINDS.stream().anyMatch(profile::has) || profile.has(PROCESS);
  }

  static CredentialSource ofDefaultChain(Profile profile, InstantSource clock) {
    Environment environment = profile.environment();
    String id = environment.value("AWS_ACCESS_KEY_ID");
    String secret = environment.value("AWS_SECRET_ACCESS_KEY");
    if (id != null && secret != null) {
      return lasting(id, secret, environment.value("AWS_SESSION_TOKEN"));
    }
    boolean machine = environment.value("AWS_WEB_IDENTITY_TOKEN_FILE") != null;
    CredentialSource plain = machine ? null : plainKeys(profile);
    return plain == null ? ofSdk(profile, clock) : plain;
  }

  /// Where nothing is configured, only the machine may have credentials; that it has none is a
  /// mistake in the configuration, and told before anything is done.
  private static CredentialSource ofSdk(Profile profile, InstantSource clock) {
    CredentialSource source = SdkCredentials.ofDefaultChain(profile, clock);
    Environment environment = profile.environment();
    if (!asksOthers(profile) && OF_MACHINES.stream().allMatch(v -> environment.value(v) == null)) {
      try {
        source.current();
      } catch (NoCredentialsException e) {
        throw new ProfileException(
            "There are no credentials: no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, none in profile '%s' of %s or %s, and no role of this machine"
                .formatted(
                    profile.name(),
                    AwsConfiguration.credentialsPath(environment),
                    AwsConfiguration.configPath(environment)),
            e);
      }
    }
    return source;
  }

  private static @Nullable CredentialSource plainKeys(Profile profile) {
    String id = profile.value("aws_access_key_id");
    String secret = profile.value("aws_secret_access_key");
    boolean other = OTHER_KINDS.stream().anyMatch(profile::has);
    if (id == null || other) {
      return null;
    }
    if (secret == null) {
      throw new ProfileException(
          "Profile '" + profile.name() + "' has an access key id, but no secret access key");
    }
    return lasting(id, secret, profile.value("aws_session_token"));
  }

  private static CredentialSource lasting(String id, String secret, @Nullable String token) {
    return CredentialSource.of(
        new AwsCredentials(id, Secret.of(secret), token == null ? null : Secret.of(token), null));
  }
}
