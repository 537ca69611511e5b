package org.tomte.connectors.mime;

import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/**
 * Tells the parser of Mime4J what a part is, by our own lenient reading of its header, so that both
 * always see the same type and boundary. The first field of a name counts.
 */
final class LenientDescriptors implements BodyDescriptorBuilder {
  private @Nullable MediaType type;
  private String encoding = "";

  @Override
  public void reset() {
    type = null;
    encoding = "";
  }

  @Override
  public BodyDescriptorBuilder newChild() {
    return new LenientDescriptors();
  }

  @Override
  public Field addField(RawField field) {
    String name = field.getName().strip().toLowerCase(Locale.ROOT);
    if (type == null && name.equals("content-type")) {
      type = MediaType.of(value(field));
    } else if (encoding.isEmpty() && name.equals("content-transfer-encoding")) {
      encoding = TransferDecoding.name(value(field));
    }
    return field;
  }

  private static String value(RawField field) {
    ByteSequence raw = field.getRaw();
    return raw == null
        ? String.valueOf(field.getBody())
        : HeaderField.of(field.getName(), raw.toByteArray()).value();
  }

  @Override
  public BodyDescriptor build() {
    MediaType known = type == null ? new MediaType("text/plain", Map.of()) : type;
    return new Descriptor(known, encoding);
  }

  private record Descriptor(MediaType type, String encoding) implements BodyDescriptor {
    @Override
    public @Nullable String getBoundary() {
      return getMediaType().equals("multipart") ? type.parameter("boundary") : null;
    }

    @Override
    public String getMimeType() {
      return type.name();
    }

    @Override
    public String getMediaType() {
      int slash = type.name().indexOf('/');
      return slash < 0 ? "text" : type.name().substring(0, slash);
    }

    @Override
    public String getSubType() {
      return type.name().substring(type.name().indexOf('/') + 1);
    }

    @Override
    public @Nullable String getCharset() {
      return type.parameter("charset");
    }

    @Override
    public String getTransferEncoding() {
      return encoding.isEmpty() ? "7bit" : encoding;
    }

    @Override
    public long getContentLength() {
      return -1;
    }
  }
}
