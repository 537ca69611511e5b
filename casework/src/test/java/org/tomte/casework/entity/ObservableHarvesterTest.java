package org.tomte.casework.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tomte.casework.observable.ObservableExtractor;
import org.tomte.casework.observable.OwnAssets;

class ObservableHarvesterTest {

  @Test
  void observablesBecomeEntitiesAndOwnOnesAreLeftOut() {
    OwnAssets own = OwnAssets.of(List.of("corp.example"), List.of("10.0.0.0/8"));
    Harvester harvester = new ObservableHarvester(new ObservableExtractor(own));
    assertThat(
            harvester.harvest(
                "hxxp://evil[.]com/a.exe from 203.0.113.9 via 10.1.2.3, to ada@corp.example"))
        .extracting(EntityName::toString)
        .contains("ip:203.0.113.9", "url:http://evil.com/a.exe")
        .noneMatch(name -> name.contains("10.1.2.3") || name.contains("corp.example"));
  }

  @Test
  void anEntityIsReadBackFromItsText() {
    for (EntityType type : EntityType.values()) {
      EntityName name = new EntityName(type, "a:b");
      assertThat(EntityName.parse(name.toString())).isEqualTo(name);
    }
  }
}
