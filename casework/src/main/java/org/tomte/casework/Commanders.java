package org.tomte.casework;

import java.util.Optional;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;
import org.tomte.casework.people.Person;
import org.tomte.casework.setting.CaseSettings;

/** Says what those who command may do, by the cause that is stored with what they do. */
public interface Commanders {

  /** The people who are defined and active; daemons see what they opened themselves. */
  Commanders DEFINED = new Commanders() {};

  /** Everybody is an administrator: for tests and simulations of parts, where nobody is defined. */
  Commanders ANYBODY =
      new Commanders() {
        @Override
        public Optional<Access> person(String name, CaseSettings settings) {
          return Optional.of(Access.person(name, Role.ADMINISTRATOR));
        }
      };

  /** What a person may do; empty when nobody knows them, or they are not active any more. */
  default Optional<Access> person(String name, CaseSettings settings) {
    return settings
        .person(name)
        .filter(Person::active)
        .map(person -> Access.person(name, person.role()));
  }

  /**
   * What a daemon may do.
   *
   * @param identity the daemon's identity
   */
  default Access daemon(int identity) {
    return Access.daemon("daemon " + identity, identity, false);
  }

  /** The same, with somebody whose access is known to the caller. */
  default Commanders with(Access access) {
    Commanders others = this;
    return new Commanders() {
      @Override
      public Optional<Access> person(String name, CaseSettings settings) {
        return access.kind() == Access.Kind.PERSON && access.name().equals(name)
            ? Optional.of(access)
            : others.person(name, settings);
      }

      @Override
      public Access daemon(int identity) {
        return others.daemon(identity);
      }
    };
  }
}
