package io.inferry.contracts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for it, signed by itself, that the JDK's keytool makes. */
public final class Identity {
    private static final String PASSWORD = "secret";

    private final Path certificate;
    private final Path key;
    private final KeyStore store;

    private Identity(Path certificate, Path key, KeyStore store) {
        this.certificate = certificate;
        this.key = key;
        this.store = store;
    }

    /**
     * A new one.
     *
     * @param alternatives as keytool wants them: {@code dns:localhost,ip:127.0.0.1}
     */
    public static Identity make(Path folder, String commonName, String alternatives)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve(commonName + ".p12");
        Process keytool =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-keyalg",
                                        "EC",
                                        "-alias",
                                        commonName,
                                        "-dname",
                                        "CN=" + commonName,
                                        "-ext",
                                        "san=" + alternatives,
                                        "-validity",
                                        "2",
                                        "-storetype",
                                        "PKCS12",
                                        "-storepass",
                                        PASSWORD,
                                        "-keystore",
                                        file.toString()))
                        .redirectErrorStream(true)
                        .start();
        byte[] said = keytool.getInputStream().readAllBytes();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + new String(said, StandardCharsets.UTF_8));
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        byte[] certificate = store.getCertificate(commonName).getEncoded();
        byte[] key = store.getKey(commonName, PASSWORD.toCharArray()).getEncoded();
        return new Identity(
                writePem(folder.resolve(commonName + ".cert.pem"), "CERTIFICATE", certificate),
                writePem(folder.resolve(commonName + ".key.pem"), "PRIVATE KEY", key),
                store);
    }

    private static Path writePem(Path file, String label, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    /** The certificate in PEM form. */
    public Path certificate() {
        return certificate;
    }

    /** The key in PEM form, PKCS #8. */
    public Path key() {
        return key;
    }

    /** Shows this certificate and trusts that of a server. */
    public SSLContext towards(Identity server) throws GeneralSecurityException {
        KeyManagerFactory own =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        String name = server.store.aliases().nextElement();
        trusted.setCertificateEntry(name, server.store.getCertificate(name));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
