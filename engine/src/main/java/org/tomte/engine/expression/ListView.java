package org.tomte.engine.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/** A list as CEL sees it: passed on without a copy, its elements turned when they are asked for. */
@SuppressWarnings("Immutable") // a view over a list that the caller does not change meanwhile
final class ListView extends CelValue implements List<Object>, Place {

  private final List<?> plain;
  private final List<Object> elements;
  private final @Nullable Place around;
  private final String name;
  private final boolean shaped;

  ListView(List<?> plain, @Nullable Shape shape, Sight sight, @Nullable Place around, String name) {
    this.plain = plain;
    this.around = around;
    this.name = name;
    Shape element = shape instanceof Shape.Elements known ? known.element() : null;
    this.shaped = element != null;
    this.elements =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            return sight.see(plain.get(index), element, ListView.this, "[]");
          }

          @Override
          public int size() {
            return plain.size();
          }
        };
  }

  /** The plain JSON list behind this view. */
  List<?> plain() {
    return plain;
  }

  /** The plain list where elements look as they are, else one of the elements as they are seen. */
  List<?> bare() {
    return shaped ? elements : plain;
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return plain.isEmpty();
  }

  @Override
  public CelType celType() {
    return ListType.create(SimpleType.DYN);
  }

  @Override
  public @Nullable Place around() {
    return around;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return plain.size();
  }

  @Override
  public boolean isEmpty() {
    return plain.isEmpty();
  }

  @Override
  public Object get(int index) {
    return elements.get(index);
  }

  @Override
  public Iterator<Object> iterator() {
    return elements.iterator();
  }

  @Override
  public boolean contains(Object value) {
    return elements.contains(value);
  }

  @Override
  public boolean containsAll(Collection<?> values) {
    return elements.containsAll(values);
  }

  @Override
  public int indexOf(Object value) {
    return elements.indexOf(value);
  }

  @Override
  public int lastIndexOf(Object value) {
    return elements.lastIndexOf(value);
  }

  @Override
  public ListIterator<Object> listIterator() {
    return elements.listIterator();
  }

  @Override
  public ListIterator<Object> listIterator(int index) {
    return elements.listIterator(index);
  }

  @Override
  public List<Object> subList(int from, int to) {
    return elements.subList(from, to);
  }

  @Override
  public Object[] toArray() {
    return elements.toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return elements.toArray(array);
  }

  // AbstractList refuses every change.

  @Override
  public boolean add(Object value) {
    return elements.add(value);
  }

  @Override
  public void add(int index, Object value) {
    elements.add(index, value);
  }

  @Override
  public boolean addAll(Collection<?> values) {
    return elements.addAll(values);
  }

  @Override
  public boolean addAll(int index, Collection<?> values) {
    return elements.addAll(index, values);
  }

  @Override
  public Object set(int index, Object value) {
    return elements.set(index, value);
  }

  @Override
  public boolean remove(Object value) {
    return elements.remove(value);
  }

  @Override
  public Object remove(int index) {
    return elements.remove(index);
  }

  @Override
  public boolean removeAll(Collection<?> values) {
    return elements.removeAll(values);
  }

  @Override
  public boolean retainAll(Collection<?> values) {
    return elements.retainAll(values);
  }

  @Override
  public void clear() {
    elements.clear();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return elements.equals(other);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  @Override
  public String toString() {
    return plain.toString();
  }
}
