package dev.lockstep.s3.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.jspecify.annotations.Nullable;

/// The certificates that a profile trusts instead of the JDK's. That they are there is found out
/// before a request needs them, whose failure would not say whose setting is wrong.
final class CaBundle {
  private static final String OF_PROFILE = "ca_bundle";
  private static final String OF_ENVIRONMENT = "AWS_CA_BUNDLE";

  private CaBundle() {}

  /// @param tls whether they will be needed
  /// @return null for the JDK's
  static @Nullable Path of(Profile profile, boolean tls) {
    String own = profile.value(OF_PROFILE);
    String chosen = profile.setting(own, profile.environment().value(OF_ENVIRONMENT));
    if (chosen == null) {
      return null;
    }
    Path file = profile.environment().path(chosen);
    if (tls) {
      String setting = chosen.equals(own) ? OF_PROFILE : OF_ENVIRONMENT;
      check(file, "Profile '%s': %s names %s, which ".formatted(profile.name(), setting, file));
    }
    return file;
  }

  private static void check(Path file, String which) {
    if (Files.isDirectory(file)) {
      throw new ProfileException(which + "is a folder");
    }
    boolean any;
    try (InputStream in = Files.newInputStream(file)) {
      any = !CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty();
    } catch (NoSuchFileException e) {
      throw new ProfileException(which + "does not exist", e);
    } catch (IOException e) {
      throw new ProfileException(which + "can't be read: " + e.getMessage(), e);
    } catch (CertificateException e) {
      throw new ProfileException(which + "holds no certificates in PEM: " + e.getMessage(), e);
    }
    if (!any) {
      throw new ProfileException(which + "holds no certificate");
    }
  }
}
