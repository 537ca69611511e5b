package org.tomte.engine.definition.compile;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.expression.Compilation;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionCompiler;
import org.tomte.engine.expression.function.FunctionLibrary;
import org.tomte.engine.expression.function.Tables;
import org.tomte.engine.template.Target;
import org.tomte.engine.template.Template;
import org.tomte.engine.template.TemplateCompilation;
import org.tomte.engine.template.TemplateCompiler;

/**
 * Compiles equal expressions and templates once, however many daemons hold them. What no daemon
 * holds any more is forgotten. Expressions that read look-up tables are compiled for the tables of
 * their time; all others know no table, so that they outlive every change of one.
 */
final class SharedTexts {

  /** CEL has no other way to write the name of a function, so nothing slips through. */
  private static final String READS_TABLES = "lookup";

  private final Supplier<OwnAssets> own;
  private final ExpressionCompiler withoutTables;
  private final TemplateCompiler templates = new TemplateCompiler();
  private final Held<Key, Compiled> compiled = new Held<>();
  private final Held<Liquid, Template> rendered = new Held<>();
  private final Map<Declarations, WeakReference<Declarations>> declarations = new WeakHashMap<>();
  private @Nullable Tabled tabled;

  SharedTexts(Supplier<OwnAssets> own) {
    this.own = own;
    this.withoutTables = new ExpressionCompiler(new FunctionLibrary(Tables.none(), own));
  }

  /**
   * @param tabled null for an expression that reads no table
   */
  private record Key(
      String text, Declarations declarations, FieldType expected, @Nullable Tabled tabled) {}

  private record Liquid(String text, Target target, @Nullable Declarations declared) {}

  /** The compiler for the tables that were asked about last; compared by identity. */
  private static final class Tabled {
    private final Map<String, DefinitionDocument> written;
    private final ExpressionCompiler compiler;

    Tabled(Map<String, DefinitionDocument> written, ExpressionCompiler compiler) {
      this.written = written;
      this.compiler = compiler;
    }
  }

  /** One of all declarations that are equal, so that ten thousand daemons hold them once. */
  synchronized Declarations same(Declarations some) {
    WeakReference<Declarations> entry = declarations.get(some);
    Declarations held = entry == null ? null : entry.get();
    if (held != null) {
      return held;
    }
    declarations.put(some, new WeakReference<>(some));
    return some;
  }

  synchronized Compilation expression(
      String text, Declarations declarations, FieldType expected, Known known) {
    Tabled reads = text.contains(READS_TABLES) ? tablesOf(known) : null;
    Key key = new Key(text, declarations, expected, reads);
    Compiled held = compiled.get(key);
    if (held != null) {
      return held;
    }
    ExpressionCompiler compiler = reads == null ? withoutTables : reads.compiler;
    Compilation fresh = compiler.compile(text, declarations, expected);
    if (fresh instanceof Compiled made) {
      compiled.put(key, made);
    }
    return fresh;
  }

  private Tabled tablesOf(Known known) {
    Tables tables = known.tables();
    Map<String, DefinitionDocument> written = known.tablesAsWritten();
    Tabled last = tabled;
    if (last == null || !last.written.equals(written)) {
      last = new Tabled(written, new ExpressionCompiler(new FunctionLibrary(tables, own)));
      tabled = last;
    }
    return last;
  }

  /**
   * A template.
   *
   * @param declared what it may name; null when it is not checked
   */
  synchronized TemplateCompilation template(
      String text, Target target, @Nullable Declarations declared) {
    Liquid key = new Liquid(text, target, declared);
    Template held = rendered.get(key);
    if (held != null) {
      return held;
    }
    TemplateCompilation fresh = templates.compile(text, target, declared);
    if (fresh instanceof Template made) {
      rendered.put(key, made);
    }
    return fresh;
  }

  /** Values by key as long as somebody else holds the value. */
  private static final class Held<K, V> {
    private final Map<Object, Entry<V>> entries = new HashMap<>();
    private final ReferenceQueue<V> gone = new ReferenceQueue<>();

    private static final class Entry<V> extends WeakReference<V> {
      private final Object key;

      Entry(Object key, V value, ReferenceQueue<V> gone) {
        super(value, gone);
        this.key = key;
      }
    }

    @Nullable V get(K key) {
      Entry<V> entry = entries.get(key);
      return entry == null ? null : entry.get();
    }

    void put(K key, V value) {
      for (var old = gone.poll(); old != null; old = gone.poll()) {
        if (old instanceof Entry<?> entry) {
          entries.remove(entry.key, entry);
        }
      }
      entries.put(key, new Entry<>(key, value, gone));
    }
  }
}
