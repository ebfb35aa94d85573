package dev.lockstep.s3.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Whose certificates we trust: the JDK's list, only those of a file, or whatever is shown.
public final class TlsTrust {
  private final @Nullable Path bundle;
  private final boolean verifying;
  private @Nullable SSLContext context;

  private TlsTrust(@Nullable Path bundle, boolean verifying) {
    this.bundle = bundle;
    this.verifying = verifying;
  }

  /// @param bundle certificates in PEM; null for the JDK's list. Read when first needed
  public static TlsTrust of(@Nullable Path bundle) {
    return new TlsTrust(bundle, true);
  }

  /// Any certificate, for any name: whoever is on the way can read and change what is sent.
  public static TlsTrust unverified() {
    return new TlsTrust(null, false);
  }

  SSLEngine engine(Origin origin) throws IOException {
    SSLEngine engine = context().createSSLEngine(origin.host(), origin.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    if (verifying) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// Made once, so that sessions are resumed.
  private synchronized SSLContext context() throws IOException {
    if (context == null) {
      try {
        context = newContext();
      } catch (GeneralSecurityException e) {
        throw new IOException("The certificates in " + bundle + " can't be used", e);
      }
    }
    return context;
  }

  private SSLContext newContext() throws GeneralSecurityException, IOException {
    SSLContext made = SSLContext.getInstance("TLS");
    if (!verifying) {
      made.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return made;
    }
    if (bundle == null) {
      made.init(null, null, null);
      return made;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    try (InputStream in = Files.newInputStream(bundle)) {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Certificate certificate : factory.generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    made.init(null, trust.getTrustManagers(), null);
    return made;
  }
}
