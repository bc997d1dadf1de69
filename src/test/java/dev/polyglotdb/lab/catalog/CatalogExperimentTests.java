package dev.polyglotdb.lab.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import org.junit.jupiter.api.Test;

@LabTest
class CatalogExperimentTests {

    private final Laboratory laboratory;

    CatalogExperimentTests(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Test
    void mongoDbAndBothModelsInPostgresAgreeOnProductsTheirOrderAndFacets() throws Exception {
        laboratory.tryOut(new CatalogExperiment());
    }

    @Test
    void aSideThatSortsEqualPricesInAnotherWayDisagrees() {
        assertThatThrownBy(() -> laboratory.tryOut(new CatalogExperiment(new CatalogRules(", %1$sid desc", true))))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("Products that match");
    }

    @Test
    void aSideThatCountsAColourOnlyAmongTheChosenColoursDisagrees() {
        assertThatThrownBy(() -> laboratory.tryOut(new CatalogExperiment(new CatalogRules(", %1$sid", false))))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("Facets of");
    }
}
