package io.inferry.transport.listen;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Certificate and key in PEM form.
 *
 * @param certificate the chain, the server's own certificate first
 * @param key PKCS #8, not encrypted
 * @param clientAuthorities when present, callers must show a certificate that one of these signed
 */
public record TlsFiles(Pem certificate, Pem key, Optional<Pem> clientAuthorities) {
    /** Files, without certificates of callers. */
    public static TlsFiles of(Path certificate, Path key) {
        return new TlsFiles(new Pem.InFile(certificate), new Pem.InFile(key), Optional.empty());
    }
}
