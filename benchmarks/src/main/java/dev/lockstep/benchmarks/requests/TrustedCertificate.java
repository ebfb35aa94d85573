package dev.lockstep.benchmarks.requests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Trust in the one certificate of the benchmark's server.
final class TrustedCertificate {
  private final Path file;
  private @Nullable SSLContext context;

  TrustedCertificate(Path file) {
    this.file = file;
  }

  TrustManager[] managers() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      store.setCertificateEntry("server", factory.generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  synchronized SSLContext context() throws GeneralSecurityException, IOException {
    if (context == null) {
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(null, managers(), null);
      context = made;
    }
    return context;
  }
}
