package org.tomte.store.casework;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.LabelPattern;
import org.tomte.casework.template.Templates;

/** Templates in the database. */
final class JdbiTemplates implements Templates {

  private final Handle handle;

  JdbiTemplates(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Map<String, IncidentTemplate> find(Collection<String> names) {
    Map<String, IncidentTemplate> found = new TreeMap<>();
    handle
        .createQuery("SELECT * FROM incident_template WHERE name = ANY (:names)")
        .bind("names", Bound.texts(names))
        .map((row, context) ->
            new IncidentTemplate(
                Columns.present(row, "name"),
                Columns.present(row, "description"),
                LabelPattern.parse(
                    Columns.present(row, "label_pattern"),
                    ZoneId.of(Columns.present(row, "label_zone"))),
                JsonColumn.readObject(row.getString("fields")),
                ContentColumn.read(row.getString("content"))))
        .forEach(template -> found.put(template.name(), template));
    return found;
  }

  @Override
  public List<String> names() {
    return handle
        .createQuery("SELECT name FROM incident_template ORDER BY name")
        .mapTo(String.class)
        .list();
  }

  @Override
  public void save(IncidentTemplate template) {
    Batch.execute(
        handle,
        "the template " + template.name(),
        """
        INSERT INTO incident_template (name, description, label_pattern, label_zone, fields, content)
        VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb)
        ON CONFLICT (name) DO UPDATE SET description = excluded.description,
          label_pattern = excluded.label_pattern, label_zone = excluded.label_zone,
          fields = excluded.fields, content = excluded.content
        """,
        List.of(template),
        (row, each) ->
            row.text(each.name())
                .text(each.description())
                .text(each.label().text())
                .text(each.label().zone().getId())
                .text(JsonColumn.write(each.fields()))
                .text(ContentColumn.write(each.content())));
  }
}
