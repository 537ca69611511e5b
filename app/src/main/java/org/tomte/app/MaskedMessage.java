package org.tomte.app;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Writes a log message with its exception, with every known secret hidden. */
public final class MaskedMessage extends ClassicConverter {
  private static final AtomicReference<UnaryOperator<String>> MASK =
      new AtomicReference<>(UnaryOperator.identity());

  /** Hides secrets from now on. */
  static void use(UnaryOperator<String> mask) {
    MASK.set(mask);
  }

  /** The text with every secret hidden that is known so far. */
  static String mask(String text) {
    return MASK.get().apply(text);
  }

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    String text = event.getFormattedMessage();
    return mask(thrown == null ? text : text + "\n" + ThrowableProxyUtil.asString(thrown));
  }
}
