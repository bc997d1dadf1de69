package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.Limits;
import dev.polyglotdb.platform.web.UserDirectory;
import dev.polyglotdb.products.ProductId;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/recommend")
class RecommendController {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 50;

    private final RecommendService recommendations;
    private final WalkService walks;
    private final UserDirectory userDirectory;

    RecommendController(RecommendService recommendations, WalkService walks, UserDirectory userDirectory) {
        this.recommendations = recommendations;
        this.walks = walks;
        this.userDirectory = userDirectory;
    }

    @GetMapping("/{userId}")
    @RolesAllowed({"USER", "ADMIN"})
    Recommendations recommend(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long userId,
            @RequestParam(required = false) @Nullable String limit) {
        userDirectory.requireAccess(caller, userId);
        return recommendations.recommend(userId, Limits.parse(limit, DEFAULT_LIMIT, MAX_LIMIT));
    }

    @GetMapping("/{userId}/walk/{productId:" + ProductId.FORM + "}")
    @RolesAllowed({"USER", "ADMIN"})
    RecommendationWalk explain(
            @AuthenticationPrincipal Caller caller, @PathVariable long userId, @PathVariable String productId) {
        userDirectory.requireAccess(caller, userId);
        return walks.explain(userId, productId);
    }
}
