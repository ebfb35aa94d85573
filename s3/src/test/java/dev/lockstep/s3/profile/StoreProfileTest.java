package dev.lockstep.s3.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.NoCredentialsException;
import dev.lockstep.s3.sign.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreProfileTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-23T16:00:00Z"), ZoneOffset.UTC);
  private static final String KEYS = "aws_access_key_id = AKID\naws_secret_access_key = secret\n";

  @TempDir private Path home;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void makeDirectory() throws IOException {
    Files.createDirectory(home.resolve(".aws"));
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".aws/config"), text);
  }

  private void credentials(String text) throws IOException {
    Files.writeString(home.resolve(".aws/credentials"), text);
  }

  private StoreProfile named(String name) {
    return StoreProfile.named(name, new Environment(variables, home), NOW);
  }

  private StoreProfile unnamed() {
    return StoreProfile.unnamed("s3", new Environment(variables, home), NOW);
  }

  @Test
  void readsAStoreFromBothFiles() throws IOException {
    config(
        """
        [profile old]
        endpoint_url = http://127.0.0.1:9000
        region = eu-west-1
        ca_bundle = ~/ca.pem
        s3 =
          addressing_style = virtual
        """);
    credentials("[old]\n" + KEYS + "aws_session_token = token\n");

    StoreProfile profile = named("old");

    assertThat(profile.name()).isEqualTo("old");
    assertThat(profile.endpoint()).isEqualTo(URI.create("http://127.0.0.1:9000"));
    assertThat(profile.region()).isEqualTo("eu-west-1");
    assertThat(profile.addressingStyle()).isEqualTo("virtual");
    assertThat(profile.caBundle()).isEqualTo(home.resolve("ca.pem"));
    assertThat(profile.credentials().current())
        .isEqualTo(new AwsCredentials("AKID", Secret.of("secret"), Secret.of("token"), null));
  }

  @Test
  void hasDefaultsForWhatIsNotSaid() throws IOException {
    credentials("[p]\n" + KEYS);

    StoreProfile profile = named("p");

    assertThat(profile.endpoint()).isNull();
    assertThat(profile.region()).isEqualTo("us-east-1");
    assertThat(profile.addressingStyle()).isEqualTo("auto");
    assertThat(profile.caBundle()).isNull();
  }

  @Test
  void takesTheEndpointOfTheServiceBeforeThatOfAllServices() throws IOException {
    config(
        """
        [profile p]
        services = mine
        endpoint_url = http://all:1
        [services mine]
        s3 =
          endpoint_url = http://s3:2
        """);
    credentials("[p]\n" + KEYS);

    assertThat(named("p").endpoint()).hasToString("http://s3:2");
  }

  @Test
  void letsANamedProfileWinAgainstTheEnvironment() throws IOException {
    config("[profile p]\nendpoint_url = http://own:1\nregion = own\n[profile open]\n");
    credentials("[p]\n" + KEYS + "[open]\n" + KEYS);
    variables.put("AWS_ENDPOINT_URL", "http://environment:1");
    variables.put("AWS_REGION", "environment");
    variables.put("AWS_ACCESS_KEY_ID", "OTHER");
    variables.put("AWS_SECRET_ACCESS_KEY", "other");

    assertThat(named("p").endpoint()).hasToString("http://own:1");
    assertThat(named("p").region()).isEqualTo("own");
    assertThat(named("p").credentials().current().accessKeyId()).isEqualTo("AKID");
    assertThat(named("open").endpoint()).hasToString("http://environment:1");
    assertThat(named("open").region()).isEqualTo("environment");
  }

  @Test
  void letsTheEnvironmentWinWhereNoProfileIsNamed() throws IOException {
    config("[default]\nendpoint_url = http://own:1\nregion = own\n");
    credentials("[default]\n" + KEYS);
    assertThat(unnamed().endpoint()).hasToString("http://own:1");
    assertThat(unnamed().credentials().current().accessKeyId()).isEqualTo("AKID");

    variables.put("AWS_ENDPOINT_URL", "http://environment:1");
    variables.put("AWS_ENDPOINT_URL_S3", "http://s3:1");
    variables.put("AWS_DEFAULT_REGION", "environment");
    variables.put("AWS_ACCESS_KEY_ID", "OTHER");
    variables.put("AWS_SECRET_ACCESS_KEY", "other");
    assertThat(unnamed().endpoint()).hasToString("http://s3:1");
    assertThat(unnamed().region()).isEqualTo("environment");
    assertThat(unnamed().credentials().current().accessKeyId()).isEqualTo("OTHER");
    assertThat(unnamed().name()).isEqualTo("s3");
  }

  @Test
  void ignoresConfiguredEndpointsWhenTold() throws IOException {
    config("[profile p]\nendpoint_url = http://own:1\nignore_configured_endpoint_urls = true\n");
    credentials("[p]\n" + KEYS);

    assertThat(named("p").endpoint()).isNull();
  }

  @Test
  void readsFilesWhereTheEnvironmentSaysTheyAre() throws IOException {
    Files.writeString(home.resolve("c1"), "[profile p]\nregion = r1\n");
    Files.writeString(home.resolve("c2"), "[p]\n" + KEYS);
    variables.put("AWS_CONFIG_FILE", home.resolve("c1").toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", "~/c2");

    assertThat(named("p").region()).isEqualTo("r1");
    assertThat(named("p").credentials().current().accessKeyId()).isEqualTo("AKID");
  }

  @Test
  void takesTheProfileOfTheEnvironment() throws IOException {
    credentials("[p]\n" + KEYS);
    config("[profile p]\nregion = of-p\n");
    variables.put("AWS_PROFILE", "p");

    assertThat(unnamed().region()).isEqualTo("of-p");
    variables.put("AWS_PROFILE", "q");
    assertThatThrownBy(this::unnamed).hasMessageContaining("no profile 'q'");
  }

  @Test
  void namesTheNearestWhenThereIsNoSuchProfile() throws IOException {
    config("[default]\n[profile prod-old]\n[profile prod-new]\n[services x]\n");
    credentials("[staging]\n");

    assertThatThrownBy(() -> named("prod-nwe"))
        .isInstanceOf(ProfileException.class)
        .hasMessageContaining("no profile 'prod-nwe'")
        .hasMessageContaining("prod-new, prod-old")
        .hasMessageContaining("and others")
        .hasMessageNotContaining("services");
  }

  @Test
  void saysWhatIsWrongWithAProfile() throws IOException {
    config(
        """
        [profile url]
        endpoint_url = minio:9000
        [profile style]
        s3 =
          addressing_style = sideways
        [profile services]
        services = none
        [profile half]
        aws_access_key_id = A
        """);
    assertThatThrownBy(() -> named("url")).hasMessageContaining("'minio:9000' is no http");
    assertThatThrownBy(() -> named("style")).hasMessageContaining("not 'sideways'");
    assertThatThrownBy(() -> named("services")).hasMessageContaining("[services none]");
    assertThatThrownBy(() -> named("half")).hasMessageContaining("no secret access key");
  }

  @Test
  void asksTheSdkForCredentialsOfAnotherKind() throws IOException {
    config(
        "[profile p]\ncredential_process = " + process("PROCESS", "2026-11-23T17:00:00Z") + "\n");

    AwsCredentials first = named("p").credentials().current();

    assertThat(first.accessKeyId()).isEqualTo("PROCESS");
    assertThat(first.secretKey()).isEqualTo(Secret.of("s"));
    assertThat(first.sessionToken()).isEqualTo(Secret.of("t"));
  }

  private Path process(String id, String expires) throws IOException {
    Path script = home.resolve("process.sh");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"s","SessionToken":"t","Expiration":"%s"}'
        """
            .formatted(id, expires));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  @Test
  void asksAgainWhenTheStoreSaysThatCredentialsHaveExpired() throws IOException {
    config("[profile p]\ncredential_process = " + process("FIRST", "2030-11-23T17:00:00Z") + "\n");
    StoreProfile profile = named("p");
    AwsCredentials first = profile.credentials().current();
    process("SECOND", "2030-11-23T17:00:00Z");
    assertThat(profile.credentials().current()).isSameAs(first);

    profile.credentials().expired(first);

    assertThat(profile.credentials().current().accessKeyId()).isEqualTo("SECOND");
  }

  @Test
  void saysWhereItLookedWhenThereAreNoCredentials() throws IOException {
    config("[profile p]\ncredential_process = /bin/false\n");

    assertThatThrownBy(() -> named("p").credentials().current())
        .isInstanceOf(NoCredentialsException.class)
        .hasMessageContaining("profile 'p'");
  }

  @Test
  void namesProfileSettingAndFileWhenCertificatesCannotBeRead() throws IOException {
    Path none = home.resolve("none.pem");
    Path text = Files.writeString(home.resolve("text.pem"), "no certificate\n");
    Path damaged =
        Files.writeString(
            home.resolve("damaged.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    String tls = "endpoint_url = https://127.0.0.1:1\n";
    config(
        "[profile none]\nca_bundle = %s\n%s".formatted(none, tls)
            + "[profile text]\nca_bundle = %s\n%s".formatted(text, tls)
            + "[profile damaged]\nca_bundle = %s\n%s".formatted(damaged, tls)
            + "[profile folder]\nca_bundle = %s\n%s".formatted(home, tls)
            + "[profile amazon]\nca_bundle = %s\n".formatted(none)
            + "[profile environment]\n%s".formatted(tls)
            + "[profile plain]\nendpoint_url = http://127.0.0.1:1\nca_bundle = %s\n"
                .formatted(none));
    credentials(
        Stream.of("none", "text", "damaged", "folder", "amazon", "environment", "plain")
            .map(name -> "[" + name + "]\n" + KEYS)
            .collect(Collectors.joining()));
    variables.put("AWS_CA_BUNDLE", text.toString());

    assertThatThrownBy(() -> named("none"))
        .isInstanceOf(ProfileException.class)
        .hasMessage("Profile 'none': ca_bundle names " + none + ", which does not exist");
    assertThatThrownBy(() -> named("amazon")).hasMessageEndingWith("which does not exist");
    assertThatThrownBy(() -> named("text"))
        .isInstanceOf(ProfileException.class)
        .hasMessageStartingWith(
            "Profile 'text': ca_bundle names " + text + ", which holds no cert");
    assertThatThrownBy(() -> named("damaged")).hasMessageContaining("which holds no certificate");
    assertThatThrownBy(() -> named("folder")).hasMessageEndingWith("which is a folder");
    assertThatThrownBy(() -> named("environment"))
        .hasMessageContaining("Profile 'environment': AWS_CA_BUNDLE names " + text);
    assertThat(named("plain").caBundle()).as("not needed").isEqualTo(none);
  }

  @Test
  void saysWhatItLookedForWhenANamedProfileHasNoCredentials() throws IOException {
    config("[profile p]\nregion = r\n");

    assertThatThrownBy(() -> named("p"))
        .isInstanceOf(ProfileException.class)
        .hasMessageContaining("Profile 'p' has no credentials: none of aws_access_key_id, role_arn")
        .hasMessageContaining(home.resolve(".aws/credentials").toString());
  }
}
