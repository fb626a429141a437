package io.inferry.transport.listen;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The name of a certificate's owner: its first URI, as SPIFFE has it, else its first DNS name, else
 * the subject's common name.
 */
final class CertificateName {
    /** The kinds of RFC 5280's GeneralName. */
    private static final Integer DNS = 2;

    private static final Integer URI = 6;

    private CertificateName() {}

    static Optional<String> of(X509Certificate certificate) {
        return alternative(certificate, URI)
                .or(() -> alternative(certificate, DNS))
                .or(() -> commonName(certificate));
    }

    private static Optional<String> alternative(X509Certificate certificate, Integer kind) {
        Collection<List<?>> names;
        try {
            names = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
        return names == null
                ? Optional.empty()
                : names.stream()
                        .filter(name -> kind.equals(name.getFirst()))
                        .map(name -> (String) name.get(1))
                        .findFirst();
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .reduce((general, specific) -> specific);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
