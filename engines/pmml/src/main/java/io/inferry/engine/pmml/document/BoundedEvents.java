package io.inferry.engine.pmml.document;

import java.util.NoSuchElementException;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.pmml4s.xml.EvElemEnd;
import org.pmml4s.xml.EvElemStart;
import org.pmml4s.xml.EvText;
import org.pmml4s.xml.XMLEvent;
import org.pmml4s.xml.XMLEventReader;
import org.pmml4s.xml.XmlAttrs;
import scala.collection.immutable.HashMap;
import scala.io.Source;

/**
 * The events that pmml4s builds a model of, from a reader of ours: its own would take DTDs and
 * external entities, and knows no bounds.
 */
final class BoundedEvents extends XMLEventReader {
    /** The super class wants a source of its own, and never gets to read it. */
    private static final String NOTHING = "<PMML/>";

    private static final int ASKS_MAX = 1000;

    private static final Set<String> NESTING =
            Set.of("Apply", "CompoundPredicate", "CompoundRule", "Segment");

    private final XMLStreamReader xml;
    private final Rules rules;
    private int depth;
    private long elements;
    private int nested;
    private int asksAfterEnd;

    BoundedEvents(XMLStreamReader xml, Rules rules) {
        super(Source.fromString(NOTHING));
        this.xml = xml;
        this.rules = rules;
    }

    /**
     * False after the root's end; what follows is read by {@link #finish}.
     *
     * @throws ModelFileException when it is asked for ever: some loops of pmml4s know no other end
     */
    @Override
    public boolean hasNext() {
        if (elements == 0 || depth > 0) {
            return true;
        }
        asksAfterEnd++;
        if (asksAfterEnd > ASKS_MAX) {
            throw ModelFileException.broken("its elements end before pmml4s expects it");
        }
        return false;
    }

    @Override
    public XMLEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("after the end of the document");
        }
        try {
            while (true) {
                XMLEvent event = event(xml.next());
                if (event != null) {
                    return event;
                }
            }
        } catch (XMLStreamException e) {
            throw ModelFileException.broken("it is no whole XML document: " + reason(e));
        }
    }

    /** Reads to the end of the document, so that a file that was cut is known for it. */
    void finish() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                start();
            }
        }
    }

    /** Where the reader is. */
    int line() {
        return xml.getLocation().getLineNumber();
    }

    /** The parser's words without its repetition of the place. */
    static String reason(XMLStreamException e) {
        return String.valueOf(e.getMessage()).replace('\n', ' ');
    }

    private @Nullable XMLEvent event(int type) {
        return switch (type) {
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.END_ELEMENT -> {
                depth--;
                nested -= NESTING.contains(xml.getLocalName()) ? 1 : 0;
                yield new EvElemEnd(prefix(), xml.getLocalName());
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    new EvText(xml.getText());
            case XMLStreamConstants.DTD ->
                    throw ModelFileException.broken(
                            "it has a DOCTYPE; documents with one are not read");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw ModelFileException.broken(
                            "it refers to the entity '" + xml.getLocalName() + "'");
            default -> null;
        };
    }

    private EvElemStart start() {
        depth++;
        elements++;
        if (depth > Limits.DEPTH_MAX) {
            throw ModelFileException.broken(
                    "more than %d elements lie within each other".formatted(Limits.DEPTH_MAX));
        }
        if (elements > Limits.ELEMENTS_MAX) {
            throw ModelFileException.broken(
                    "it has more than %d elements".formatted(Limits.ELEMENTS_MAX));
        }
        String name = xml.getLocalName();
        nested += NESTING.contains(name) ? 1 : 0;
        if (nested > Limits.NESTED_MAX) {
            throw ModelFileException.broken(
                    "more than %d expressions, predicates or segments lie within each other"
                            .formatted(Limits.NESTED_MAX));
        }
        if (depth == 1 && !name.equals("PMML")) {
            throw ModelFileException.broken("its root is '%s', not PMML".formatted(name));
        }
        rules.check(name, depth, attribute -> xml.getAttributeValue(null, attribute));
        return new EvElemStart(prefix(), name, attributes(), null);
    }

    private XmlAttrs attributes() {
        HashMap<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes = attributes.updated(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return new XmlAttrs(attributes);
    }

    private String prefix() {
        String prefix = xml.getPrefix();
        return prefix == null ? "" : prefix;
    }
}
