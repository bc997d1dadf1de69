package dev.polyglotdb.orders.stock;

import dev.polyglotdb.products.ProductId;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products/{id:" + ProductId.FORM + "}/stock")
class StockController {

    private final StockAdministration stockAdministration;

    StockController(StockAdministration stockAdministration) {
        this.stockAdministration = stockAdministration;
    }

    @GetMapping
    @PermitAll
    StockLevel get(@PathVariable String id) {
        return stockAdministration.get(id);
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    StockLevel replace(@PathVariable String id, @RequestBody NewStock command) {
        return stockAdministration.replace(id, command.onHand());
    }

    @PatchMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    StockLevel change(@PathVariable String id, @RequestBody StockChange command) {
        return stockAdministration.change(id, command.change());
    }
}
