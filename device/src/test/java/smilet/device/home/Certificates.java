package smilet.device.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A CA and the certificate that it has signed for a broker on this computer, made by keytool. */
final class Certificates {
  private static final String PASSWORD = "password";

  /** The CA's certificate. */
  final Path ca;

  /** The broker's certificate and its key. */
  final Path certificate;

  final Path key;

  private final Path store;

  /**
   * Makes them.
   *
   * @param host the name in the broker's certificate, as "ip:127.0.0.1"
   */
  Certificates(Path folder, String host) throws Exception {
    store = folder.resolve("keys.p12");
    makeKey("ca", "-ext", "bc:c");
    makeKey("broker", "-signer", "ca", "-ext", "san=" + host);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    ca = pem(folder, "CERTIFICATE", "ca", keys.getCertificate("ca").getEncoded());
    certificate = pem(folder, "CERTIFICATE", "broker", keys.getCertificate("broker").getEncoded());
    byte[] secret = keys.getKey("broker", PASSWORD.toCharArray()).getEncoded();
    key = pem(folder, "PRIVATE KEY", "key", secret);
  }

  private void makeKey(String name, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(options));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  private static Path pem(Path folder, String kind, String name, byte[] content) throws Exception {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
    return Files.writeString(folder.resolve(name + ".pem"), text);
  }

  /** The lines of a broker's configuration for these. */
  String[] lines() {
    return new String[] {
      "allow_anonymous true", "certfile " + certificate, "keyfile " + key, "cafile " + ca
    };
  }
}
