package org.tomte.casework.setting;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomte.casework.entity.HarvestPlan;
import org.tomte.casework.entity.Harvester;
import org.tomte.casework.entity.ObservableHarvester;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.observable.ObservableExtractor;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.casework.people.Person;
import org.tomte.casework.people.Team;
import org.tomte.casework.sla.ServiceLevels;
import org.tomte.casework.workflow.Workflow;

/**
 * What the team set: how incidents are worked on, fields of their own, people, and what belongs to
 * the team itself. It never changes; after an edit there is another one.
 *
 * @param workflow statuses, phases, words, closing
 * @param fields the fields of all kinds of objects
 * @param customFields the team's own fields among them
 * @param people by log-in name
 * @param teams by name
 * @param own what is never an observable
 * @param harvester finds entities in texts and leaves out what is {@code own}
 * @param serviceLevels what was promised
 * @param plan which fields are looked through for entities
 * @param work attachments, discarding, where entities are looked for
 */
public record CaseSettings(
    Workflow workflow,
    FieldCatalogue fields,
    List<CustomField> customFields,
    SortedMap<String, Person> people,
    SortedMap<String, Team> teams,
    OwnAssets own,
    Harvester harvester,
    ServiceLevels serviceLevels,
    HarvestPlan plan,
    WorkSettings work) {

  /** What holds when nobody set anything. */
  public static final CaseSettings STANDARD =
      of(Workflow.standard(), List.of(), List.of(), List.of(), OwnAssets.none());

  /** Copies the collections. */
  public CaseSettings {
    customFields = List.copyOf(customFields);
    people = Collections.unmodifiableSortedMap(new TreeMap<>(people));
    teams = Collections.unmodifiableSortedMap(new TreeMap<>(teams));
  }

  /**
   * Settings of these parts.
   *
   * @throws IllegalArgumentException when a calculated field cannot be calculated
   */
  public static CaseSettings of(
      Workflow workflow,
      Collection<CustomField> customFields,
      Collection<Person> people,
      Collection<Team> teams,
      OwnAssets own) {
    return of(workflow, customFields, people, teams, own, WorkSettings.STANDARD);
  }

  /**
   * Settings of these parts.
   *
   * @throws IllegalArgumentException when a calculated field cannot be calculated
   */
  public static CaseSettings of(
      Workflow workflow,
      Collection<CustomField> customFields,
      Collection<Person> people,
      Collection<Team> teams,
      OwnAssets own,
      WorkSettings work) {
    SortedMap<String, Person> byName = new TreeMap<>();
    people.forEach(person -> byName.put(person.name(), person));
    SortedMap<String, Team> teamsByName = new TreeMap<>();
    teams.forEach(team -> teamsByName.put(team.name(), team));
    return new CaseSettings(
        workflow,
        FieldCatalogue.of(workflow, customFields),
        List.copyOf(customFields),
        byName,
        teamsByName,
        own,
        new ObservableHarvester(new ObservableExtractor(own, work.harvest().extensions())),
        ServiceLevels.NONE,
        new HarvestPlan(work.harvest(), customFields, own),
        work);
  }

  /** The same with another way to find entities. */
  public CaseSettings harvestedBy(Harvester other) {
    return new CaseSettings(
        workflow, fields, customFields, people, teams, own, other, serviceLevels, plan, work);
  }

  /** The same with other promises. */
  public CaseSettings promising(ServiceLevels other) {
    return new CaseSettings(
        workflow, fields, customFields, people, teams, own, harvester, other, plan, work);
  }

  /** The person of a log-in name; empty when there is none. */
  public Optional<Person> person(String name) {
    return Optional.ofNullable(people.get(name));
  }

  /** The team of a name; empty when there is none. */
  public Optional<Team> team(String name) {
    return Optional.ofNullable(teams.get(name));
  }
}
