package smilet.device.home;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Which certificates of brokers are trusted. */
public final class BrokerTls {
  /** Where Debian keeps the certificates of all CAs that the system trusts. */
  private static final Path SYSTEM = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private BrokerTls() {}

  /**
   * Trusts a broker if a CA of this file has signed its certificate.
   *
   * @param file certificates in PEM; if empty, the CAs that the system trusts
   * @throws IOException if the file cannot be read or has no certificates; the message names it
   */
  public static SSLContext trusting(Optional<Path> file) throws IOException {
    try {
      if (file.isEmpty() && !Files.isReadable(SYSTEM)) {
        return SSLContext.getDefault(); // Java brings CAs of its own
      }
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null);
      int number = 0;
      for (Certificate certificate : certificates(file.orElse(SYSTEM))) {
        trusted.setCertificateEntry("ca" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has TLS
    }
  }

  private static Collection<? extends Certificate> certificates(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException(file + " has no certificates; it must be a CA's, in PEM");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IOException(file + " has no certificates; it must be a CA's, in PEM", e);
    }
  }
}
