package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateNameTest {
    @TempDir private Path folder;

    private String name(String subject, String extension) throws Exception {
        var identity = new SelfSigned(folder, subject, extension);
        return CertificateName.of(identity.shown()).orElse("nobody");
    }

    @Test
    void theFirstUriComesBeforeEveryDnsName() throws Exception {
        String names = " -ext san=dns:robot,uri:spiffe://house/robot,uri:spiffe://house/other";

        assertThat(name("CN=someone", names)).isEqualTo("spiffe://house/robot");
    }

    @Test
    void theFirstDnsNameComesBeforeTheSubject() throws Exception {
        assertThat(name("CN=someone", " -ext san=ip:127.0.0.1,dns:robot,dns:other"))
                .isEqualTo("robot");
    }

    @Test
    void theSubjectsCommonNameIsTheLastResort() throws Exception {
        assertThat(name("CN=some\\,one,OU=robots,O=House", "")).isEqualTo("some,one");
    }

    @Test
    void aCertificateMayNameNobody() throws Exception {
        assertThat(name("OU=robots", "")).isEqualTo("nobody");
    }
}
