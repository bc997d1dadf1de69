package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.products.search.ProductParameters;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CatalogPlanController {

    private final CatalogPlans catalogPlans;

    CatalogPlanController(CatalogPlans catalogPlans) {
        this.catalogPlans = catalogPlans;
    }

    @GetMapping("/admin/catalog/plan")
    @RolesAllowed("ADMIN")
    CatalogPlan explain(@RequestParam MultiValueMap<String, String> parameters, PageRequest page) {
        return catalogPlans.explain(page.with(() -> ProductParameters.read(parameters)), page);
    }
}
