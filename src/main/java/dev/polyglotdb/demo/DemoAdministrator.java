package dev.polyglotdb.demo;

import dev.polyglotdb.demo.DemoFiles.DemoUser;
import dev.polyglotdb.users.NewUser;
import dev.polyglotdb.users.User;
import dev.polyglotdb.users.UserService;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/** The administrator of the demo shop. The account is made last and shows that the load is complete. */
@Component
@Profile("demo")
class DemoAdministrator {

    private final UserService users;
    private final DemoUser demoUser;

    /** Refuses the start if the settings ask for one of the demo's people, whose password would not be the demo's. */
    DemoAdministrator(DemoFiles files, UserService users, Environment environment) {
        var people = files.users();
        var wanted = UserService.canonicalEmail(environment.getProperty("polyglot.admin.email", ""));
        Assert.state(
                people.stream().map(DemoUser::email).noneMatch(wanted::equals),
                "polyglot.admin.email has to be another than those of the demo's people");
        this.users = users;
        this.demoUser = people.get(people.size() - 1);
    }

    String email() {
        return demoUser.email();
    }

    /**
     * Returns whether the account is there and made by the load. Others with this e-mail address are told apart by
     * role or name: no client makes an administrator or changes a name, and the settings give another name.
     */
    boolean isMade() {
        return users.findByEmail(email()).filter(this::isOurs).isPresent();
    }

    private boolean isOurs(User user) {
        return user.name().equals(demoUser.name()) && user.roles().contains("ADMIN");
    }

    /** Makes the account, unless somebody else has this e-mail address. */
    void make() {
        users.ensure(new NewUser(email(), demoUser.name(), DemoData.PASSWORD), Boolean.TRUE.equals(demoUser.admin()));
    }
}
