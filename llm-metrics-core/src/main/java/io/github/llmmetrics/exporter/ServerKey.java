package io.github.llmmetrics.exporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The private key and the certificate by which clients of a server know it, in a key store whose password opens both. */
record ServerKey(Path keyStore, SecretFile password) {

  /** Reads both files; the JDK's defaults choose among protocols and ciphers. */
  SSLContext context() {
    char[] opener = password.read().toCharArray();
    try {
      KeyStore store = KeyStore.getInstance(keyStore.toFile(), opener);
      requireKey(store);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, opener);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException("tls: cannot read " + keyStore + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("tls: cannot use " + keyStore + ": " + e.getMessage(), e);
    }
  }

  /** Without one the server would start, and fail each client. */
  private void requireKey(KeyStore store) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return;
      }
    }
    throw new IllegalArgumentException("tls: " + keyStore + " must hold a private key");
  }
}
