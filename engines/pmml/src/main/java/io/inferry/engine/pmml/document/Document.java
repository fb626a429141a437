package io.inferry.engine.pmml.document;

import io.inferry.api.ServingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.pmml4s.model.Model;
import org.pmml4s.xml.EvElemStart;
import org.pmml4s.xml.ModelBuilder;
import org.pmml4s.xml.XMLEvent;

/** A PMML file that was read. */
public record Document(Path file, long byteSize, Facts facts, Model model) {
    /**
     * Reads a file.
     *
     * @throws ServingException INVALID_MODEL or UNIMPLEMENTED that names the file and the reason
     */
    public static Document read(Path file) {
        try {
            long size = Files.size(file);
            if (size > Limits.FILE_BYTES_MAX) {
                throw ModelFileException.broken(
                        "it has %d bytes; at most %d are read"
                                .formatted(size, Limits.FILE_BYTES_MAX));
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return RoomyThread.call(() -> read(file, size, in));
            }
        } catch (IOException | UncheckedIOException e) {
            throw ServingException.invalidModel(file + " cannot be read: " + e, e);
        } catch (ModelFileException e) {
            throw refused(file, e);
        }
    }

    /** The reason with the file's name. */
    public static ServingException refused(Path file, ModelFileException e) {
        return switch (e.kind()) {
            case BROKEN -> ServingException.invalidModel(file + " cannot be served: " + e.reason());
            case UNSUPPORTED ->
                    ServingException.unimplemented(
                            file + " has something that is not served: " + e.reason());
        };
    }

    private static Document read(Path file, long size, InputStream in) throws IOException {
        Rules rules = new Rules();
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(Encoding.open(in));
            try {
                var events = new BoundedEvents(xml, rules);
                Model model = build(events);
                events.finish();
                if (rules.models() == 0) {
                    throw ModelFileException.unsupported(
                            "it has no model, only fields and transformations");
                }
                return new Document(file, size, rules.facts(), model);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw ModelFileException.broken(
                    "it is no whole XML document: " + BoundedEvents.reason(e));
        }
    }

    private static Model build(BoundedEvents events) {
        try {
            while (true) {
                XMLEvent event = events.next();
                if (event instanceof EvElemStart start) {
                    return new ModelBuilder().build(events, start.attrs());
                }
            }
        } catch (ModelFileException e) {
            throw e;
        } catch (scala.NotImplementedError e) {
            throw ModelFileException.unsupported(
                    "pmml4s does not do what ends in line " + events.line());
        } catch (Exception e) {
            // Scala throws checked exceptions undeclared.
            throw ModelFileException.broken(
                    "pmml4s stops in line %d: %s".formatted(events.line(), said(e)));
        }
    }

    /** What an exception of pmml4s says. */
    static String said(Exception e) {
        String message = e.getMessage();
        return e instanceof org.pmml4s.PmmlException && message != null ? message : e.toString();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(Limits.DEPTH_MAX + 1));
        factory.setProperty(
                "jdk.xml.elementAttributeLimit", Integer.toString(Limits.ATTRIBUTES_MAX));
        return factory;
    }
}
