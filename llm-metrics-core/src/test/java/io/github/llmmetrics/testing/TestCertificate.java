package io.github.llmmetrics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for localhost that signs itself, made by the JDK's own tool.
 *
 * @param keyStore PKCS #12, with the private key
 * @param passwordFile of the key store
 * @param pem the certificate alone, as clients read it that shall trust it
 */
public record TestCertificate(Path keyStore, Path passwordFile, Path pem) {

  /** Makes one in a folder. */
  public static TestCertificate in(Path folder) throws IOException, InterruptedException {
    Path keyStore = folder.resolve("server.p12");
    Path passwordFile = Files.writeString(folder.resolve("keystore-password"), "open sesame\n");
    Path pem = folder.resolve("server.pem");
    keytool(
        "-genkeypair -alias server -keyalg EC -validity 2 -dname CN=localhost -ext SAN=dns:localhost,ip:127.0.0.1",
        keyStore,
        passwordFile);
    keytool("-exportcert -rfc -alias server -file " + pem, keyStore, passwordFile);
    return new TestCertificate(keyStore, passwordFile, pem);
  }

  private static void keytool(String arguments, Path keyStore, Path passwordFile)
      throws IOException, InterruptedException {
    Program keytool = Program.require(System.getProperty("java.home") + "/bin/keytool");
    String command = arguments + " -keystore " + keyStore + " -storepass:file " + passwordFile;
    assertThat(keytool.run("", command.split(" ", -1)).exitCode()).isZero();
  }

  /** Of a client that trusts this certificate, and no other. */
  public SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(
        keyStore.toFile(), Files.readString(passwordFile).strip().toCharArray());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
