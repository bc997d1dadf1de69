package dev.polyglotdb.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class NewUserTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    /** Marks are put in order one by one, so the time for as many as a body holds would be minutes. */
    @Test
    void anEmailThatIsFarTooLongIsRefusedBeforeItIsComposed() {
        var email = "a" + "\u0301\u0323".repeat(250_000) + "@example.com";

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(isFine("email", email)).isFalse();
            assertThat(UserService.canonicalEmail(email)).isEqualTo(email);
            assertThat(StoredEmails.of(email)).isEmpty();
        });
    }

    @Test
    void anEmailOfAnyLengthThatMayBeRegisteredIsFoundInItsLongestForm() {
        var composed = "\u1F82".repeat(250) + "@b.c";
        var decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        var domain = "a@" + "\u00FC.".repeat(126);
        var sixfold = "\uD834\uDD60".repeat(250) + "@b.c";

        assertThat(decomposed).hasSizeGreaterThan(1_000);
        assertThat(UserService.canonicalEmail(decomposed)).isEqualTo(UserService.canonicalEmail(composed));
        assertThat(UserService.canonicalEmail(UserService.canonicalEmail(domain)))
                .isEqualTo(UserService.canonicalEmail(domain))
                .doesNotContain("\u00FC");
        assertThat(StoredEmails.of(Normalizer.normalize(sixfold, Normalizer.Form.NFD)))
                .contains(UserService.canonicalEmail(sixfold));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ADA@EXAMPLE.COM",
                "a.d+a@sub.example.com",
                "a@b",
                "ädä@example.com",
                "ada@bücher.example",
                "ada@b\u3002example",
                "\u0131lgaz@example.com",
                "o'hara@example.com",
                "\"ada\"@example.com"
            })
    void anEmailHasTwoPartsAndNoBlanks(String email) {
        assertThat(isFine("email", email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "@",
                "ada@",
                "@example.com",
                "a@b@c",
                "ada @example.com",
                "ada@exam ple.com",
                " ada@example.com",
                "ada@example.com ",
                "ada@example.com\n",
                "a\0da@example.com",
                "a\u00A0da@example.com",
                "ada@exam\u3000ple.com",
                "ada\u2028@example.com",
                "ada\u3164@example.com",
                "ada\uFE0F@example.com",
                "ada\u034F@example.com",
                "ada@example\uFE0F.com",
                "a@b\uFF20c.example",
                "a@\u00FC\uFE6Bc.example",
                "a@x\u2026",
                "a@x\u2026y",
                "a@x\u00A8.example",
                "a@\uFF0E",
                "a\uD800@example.com"
            })
    void whatIsNoEmailIsRefused(String email) {
        assertThat(isFine("email", email)).isFalse();
    }

    @Test
    void anEmailHas254CharactersAtMost() {
        assertThat(isFine("email", "a".repeat(60) + "@" + "b".repeat(60) + ".example.com"))
                .isTrue();
        assertThat(isFine("email", "a".repeat(64) + "@" + "b.".repeat(100) + "example.com"))
                .isFalse();
        assertThat(isFine("email", "🙂".repeat(242) + "@example.com")).isTrue();
        assertThat(isFine("email", "🙂".repeat(243) + "@example.com")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"7, false", "8, true", "72, true", "73, false", "1000, false"})
    void aPasswordHas8To72Bytes(int length, boolean fine) {
        assertThat(isFine("password", "x".repeat(length))).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "Ä, 3, false",
        "Ä, 4, true",
        "Ä, 36, true",
        "Ä, 37, false",
        "\uD83D\uDE00, 1, false",
        "\uD83D\uDE00, 2, true",
        "\uD83D\uDE00, 18, true",
        "\uD83D\uDE00, 19, false",
        "€, 24, true",
        "€, 25, false"
    })
    void bytesAreCountedAndNotCharacters(String character, int times, boolean fine) {
        assertThat(isFine("password", character.repeat(times))).isEqualTo(fine);
    }

    @Test
    void theBoundsOfAPasswordAreTold() {
        assertThat(VALIDATOR.validateValue(NewUser.class, "password", "short"))
                .extracting(violation -> violation.getMessage())
                .containsExactly("must have 8 to 72 bytes, none of them NUL");
    }

    /** It has no bytes, and would be hashed as a question mark. */
    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaa\uD800", "\uDC00aaaaaaaa", "a\uD800"})
    void halfOfASurrogatePairIsNoPartOfAPassword(String password) {
        assertThat(VALIDATOR.validateValue(NewUser.class, "password", password))
                .extracting(violation -> violation.getMessage())
                .containsExactly("must be well-formed Unicode");
        assertThat(PasswordLength.Validator.isPossible(password)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "200, true", "201, false"})
    void aNameHas200CharactersAtMost(int length, boolean fine) {
        assertThat(isFine("name", "x".repeat(length))).isEqualTo(fine);
        assertThat(isFine("name", "🙂".repeat(length))).isEqualTo(fine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\0b", "a\u001Bb", "a\uDC00"})
    void aNameIsTextAndNotBlank(String name) {
        assertThat(isFine("name", name)).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway") // what comes as JSON may lack what the record promises
    void whatIsMissingIsNamed() {
        assertThat(VALIDATOR.validate(new NewUser(null, null, null)))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactlyInAnyOrder("email", "name", "password");
    }

    @Test
    void thePasswordStaysOutOfLogs() {
        assertThat(new NewUser("ada@example.com", "Ada", "s3cret-value").toString())
                .contains("ada@example.com", "Ada")
                .doesNotContain("s3cret-value");
    }

    @Test
    void anAdministratorIsAUserToo() {
        assertThat(new User(7, "a@b", "Ada", User.USER_ROLES, Instant.EPOCH).isAdmin())
                .isFalse();
        assertThat(new User(7, "a@b", "Ada", User.ADMIN_ROLES, Instant.EPOCH).isAdmin())
                .isTrue();
        assertThat(User.ADMIN_ROLES).containsAll(User.USER_ROLES);
    }

    private static boolean isFine(String field, String value) {
        return VALIDATOR.validateValue(NewUser.class, field, value).isEmpty();
    }
}
