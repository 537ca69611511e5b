package org.tomte.connectors.file;

import java.io.InputStream;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.tomte.connectors.text.BadRecord;

/**
 * Reads XML as a stream of records, without document type definitions and external entities. An
 * element becomes an object of its attributes and child elements; one that has only text becomes
 * that text; children of one name become a list; text beside children is {@code text}. Names are
 * local names without prefixes.
 */
final class XmlReader implements AutoCloseable {
  private static final int DEEPEST = 200;

  private final XMLStreamReader reader;
  private final List<String> path;
  private final Set<String> lists;
  private final Deque<String> at = new ArrayDeque<>();

  /**
   * @param path the element that is a record, from the root; null when the root is the only one
   * @param lists names of elements that are always lists
   */
  XmlReader(InputStream in, @Nullable String path, List<String> lists) throws BadRecord {
    this.path = path == null ? List.of() : List.of(path.replaceAll("^/+|/+$", "").split("/", -1));
    this.lists = Set.copyOf(lists);
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      this.reader = factory.createXMLStreamReader(in);
    } catch (XMLStreamException fault) {
      throw bad(fault);
    }
  }

  /** The next record: text or an object; null at the end. */
  @Nullable Object next() throws BadRecord {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT && isRecord()) {
          return element(at.size());
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
          at.removeLast();
        }
      }
      return null;
    } catch (XMLStreamException fault) {
      throw bad(fault);
    }
  }

  private boolean isRecord() throws BadRecord {
    at.addLast(reader.getLocalName());
    checkDepth(at.size());
    boolean record = path.isEmpty() || (at.size() == path.size() && path.equals(List.copyOf(at)));
    if (record) {
      at.removeLast();
    }
    return record;
  }

  private static void checkDepth(int depth) throws BadRecord {
    if (depth > DEEPEST) {
      throw new BadRecord("XML elements are nested deeper than " + DEEPEST);
    }
  }

  private Object element(int depth) throws XMLStreamException, BadRecord {
    checkDepth(depth);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      fields.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isStartElement()) {
        String name = reader.getLocalName();
        add(fields, name, element(depth + 1));
      } else if (reader.isCharacters()) {
        text.append(reader.getText());
      } else if (reader.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
        text.append('&').append(reader.getLocalName()).append(';');
      }
    }
    String trimmed = text.toString().strip();
    if (fields.isEmpty()) {
      return trimmed;
    }
    if (!trimmed.isEmpty()) {
      add(fields, "text", trimmed);
    }
    return fields;
  }

  private void add(Map<String, @Nullable Object> fields, String name, Object value) {
    Object earlier = fields.get(name);
    if (earlier instanceof ElementList list) {
      list.values.add(value);
    } else if (earlier != null) {
      fields.put(name, ElementList.of(earlier, value));
    } else {
      fields.put(name, lists.contains(name) ? ElementList.of(value) : value);
    }
  }

  /** A list that this reader made and may still grow. */
  private static final class ElementList extends AbstractList<Object> {
    private final List<Object> values = new ArrayList<>();

    static ElementList of(Object... values) {
      ElementList list = new ElementList();
      list.values.addAll(Arrays.asList(values));
      return list;
    }

    @Override
    public Object get(int index) {
      return values.get(index);
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  static BadRecord bad(XMLStreamException fault) {
    var place = fault.getLocation();
    String where =
        place == null
            ? ""
            : "line " + place.getLineNumber() + ", column " + place.getColumnNumber() + ": ";
    String message = String.valueOf(fault.getMessage());
    String words =
        message.substring(message.indexOf("Message: ") < 0 ? 0 : message.indexOf("Message: ") + 9);
    return new BadRecord("not valid XML, " + where + words.lines().findFirst().orElse(""), fault);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (XMLStreamException ignored) {
      // The stream below is closed by its owner.
    }
  }
}
