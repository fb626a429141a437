package io.inferry.transport.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that the JDK's keytool makes in a temporary folder. */
final class SelfSigned {
    private static final char[] PASSWORD = "secret".toCharArray();
    private static final String ALIAS = "server";

    private final Path certificate;
    private final Path key;
    private final KeyStore store;

    SelfSigned(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        this(folder, "CN=localhost", " -ext san=dns:localhost,ip:127.0.0.1");
    }

    /**
     * One of any name.
     *
     * @param extension an argument of keytool; empty for none
     */
    SelfSigned(Path folder, String name, String extension)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made =
                new ProcessBuilder(
                                (keytool
                                                + " -genkeypair -keyalg EC -alias "
                                                + ALIAS
                                                + " -dname "
                                                + name
                                                + extension
                                                + " -validity 2 -storetype PKCS12"
                                                + " -storepass secret -keystore "
                                                + file)
                                        .split(" "))
                        .inheritIO()
                        .start();
        if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
        store = KeyStore.getInstance(file.toFile(), PASSWORD);
        certificate = folder.resolve("cert.pem");
        key = folder.resolve("key.pem");
        writePem(certificate, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        writePem(key, "PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded());
    }

    private static void writePem(Path file, String label, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    TlsFiles files() {
        return TlsFiles.of(certificate, key);
    }

    Path certificate() {
        return certificate;
    }

    X509Certificate shown() throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate(ALIAS);
    }

    /** Trusts the certificate and shows none. */
    SSLContext anonymousClient() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    /** Trusts the certificate and shows it as its own. */
    SSLContext knownClient() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust().getTrustManagers(), null);
        return context;
    }

    private TrustManagerFactory trust() throws GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }
}
