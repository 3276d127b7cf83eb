package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tier is taken, and what is said when a better one is taken away, or all. */
class SandboxChoiceIT {
    @Test
    void takesTheBestOfThoseThatWork() {
        Sandbox bubblewrap = Isolation.BUBBLEWRAP.sandbox();
        assertThat(Sandbox.best().tier()).isEqualTo(Tier.BUBBLEWRAP);
        assertThat(Sandbox.probe()).satisfies(probe -> {
            assertThat(probe.tier()).contains(Tier.BUBBLEWRAP);
            assertThat(probe.found()).isEqualTo(bubblewrap.describe());
            assertThat(probe.reasons()).isEmpty();
            assertThat(probe.remedy()).isEmpty();
        });
    }

    @Test
    void takesTheNextWhenTheBestIsNotThere() {
        Isolation.OWN_USER.sandbox();
        SandboxProbe probe = new SandboxChoice(EnumSet.of(Tier.OWN_USER)).probe();
        assertThat(probe.tier()).contains(Tier.OWN_USER);
        assertThat(probe.found()).startsWith("each submission as a user of its own, system calls filtered");
        assertThat(probe.reasons()).containsExactly("bubblewrap is not to be used");
    }

    @Test
    void refusesWhenThereIsNoneAndSaysHowToDoWithout() {
        assertThatThrownBy(() -> Sandbox.best(Set.of()))
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageStartingWith("isolate submissions: bubblewrap is not to be used; ")
                .hasMessageEndingWith("; or run what you trust with --trust-submissions)");
    }
}
