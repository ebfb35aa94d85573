package dev.lockstep.s3.profile;

import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.NoCredentialsException;
import dev.lockstep.s3.sign.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;

/// Credentials that AWS's SDK finds: roles, SSO, processes, web identities, the machine's own.
///
/// The SDK is asked when there are none yet, shortly before those at hand expire, and when a store
/// has said that they have; where no end is told, it is asked again every few minutes.
final class SdkCredentials implements CredentialSource {
  private static final Duration MARGIN = Duration.ofMinutes(2);
  private static final Duration UNTOLD_LIFE = Duration.ofMinutes(5);

  private final Profile profile;
  private final boolean chain;
  private final InstantSource clock;
  private @Nullable AwsCredentialsProvider provider;
  private volatile @Nullable Held held;

  /// Credentials, and until when they are used without asking.
  private record Held(AwsCredentials credentials, Instant until) {}

  private SdkCredentials(Profile profile, boolean chain, InstantSource clock) {
    this.profile = profile;
    this.chain = chain;
    this.clock = clock;
  }

  static CredentialSource ofProfile(Profile profile, InstantSource clock) {
    return new SdkCredentials(profile, false, clock);
  }

  static CredentialSource ofDefaultChain(Profile profile, InstantSource clock) {
    return new SdkCredentials(profile, true, clock);
  }

  private static AwsCredentialsProvider ofProfileAlone(Profile profile) {
    return ProfileCredentialsProvider.builder()
        .profileFile(files(profile.environment()))
        .profileName(profile.name())
        .build();
  }

  private static AwsCredentialsProvider ofChain(Profile profile) {
    return DefaultCredentialsProvider.builder()
        .profileFile(files(profile.environment()))
        .profileName(profile.name())
        .build();
  }

  private String where() {
    return chain
        ? "AWS's default chain (environment, profile '" + profile.name() + "', machine's role)"
        : "profile '" + profile.name() + "'";
  }

  private static ProfileFile files(Environment environment) {
    ProfileFile.Aggregator files = ProfileFile.aggregator();
    add(files, AwsConfiguration.credentialsPath(environment), ProfileFile.Type.CREDENTIALS);
    add(files, AwsConfiguration.configPath(environment), ProfileFile.Type.CONFIGURATION);
    return files.build();
  }

  private static void add(ProfileFile.Aggregator files, Path path, ProfileFile.Type type) {
    if (Files.exists(path)) {
      files.addFile(ProfileFile.builder().content(path).type(type).build());
    }
  }

  @Override
  public AwsCredentials current() {
    Held now = held;
    return now != null && clock.instant().isBefore(now.until()) ? now.credentials() : renew();
  }

  private synchronized AwsCredentials renew() {
    Held now = held;
    if (now != null && clock.instant().isBefore(now.until())) {
      return now.credentials();
    }
    Held fresh = ask();
    if (now != null && now.credentials().equals(fresh.credentials())) {
      fresh = new Held(now.credentials(), fresh.until());
    }
    held = fresh;
    return fresh.credentials();
  }

  private Held ask() {
    try {
      if (provider == null) {
        provider = chain ? ofChain(profile) : ofProfileAlone(profile);
      }
      return held(provider.resolveCredentials());
    } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
      throw new NoCredentialsException("No credentials from " + where() + ": " + reason(e), e);
    }
  }

  /// A chain's message is a list of all that it has tried, with all that it knows: what counts is
  /// what the one that was configured has to say.
  private String reason(RuntimeException ofChain) {
    if (!chain) {
      return String.valueOf(ofChain.getMessage());
    }
    if (!Credentials.asksOthers(profile)) {
      return "none of them has any";
    }
    try {
      ofProfileAlone(profile).resolveCredentials();
      return "they came too late";
    } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Held held(software.amazon.awssdk.auth.credentials.AwsCredentials found) {
    Instant expires = found.expirationTime().orElse(null);
    Instant untold = clock.instant().plus(UNTOLD_LIFE);
    Secret token =
        found instanceof AwsSessionCredentials session ? Secret.of(session.sessionToken()) : null;
    return new Held(
        new AwsCredentials(found.accessKeyId(), Secret.of(found.secretAccessKey()), token, expires),
        expires == null ? untold : expires.minus(MARGIN));
  }

  /// What the SDK holds itself is forgotten too.
  @Override
  public synchronized void expired(AwsCredentials refused) {
    Held now = held;
    if (now != null && now.credentials().equals(refused)) {
      held = null;
      provider = null;
    }
  }
}
