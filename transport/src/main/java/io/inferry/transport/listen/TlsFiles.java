package io.inferry.transport.listen;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Certificate and key as PEM files.
 *
 * @param certificate the chain, the server's own certificate first
 * @param key PKCS #8, not encrypted
 * @param clientAuthorities when present, callers must show a certificate that one of these signed
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthorities) {
    /** Without certificates of callers. */
    public static TlsFiles of(Path certificate, Path key) {
        return new TlsFiles(certificate, key, Optional.empty());
    }
}
