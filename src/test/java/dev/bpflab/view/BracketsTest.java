package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which brackets belong together. */
class BracketsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            f(a[1])       ! 1 ! 6
            f(a[1])       ! 6 ! 1
            f(a[1])       ! 3 ! 5
            f(")")        ! 1 ! 5
            f(")")        ! 3 ! -1
            f(/*)*/ ')')  ! 1 ! 11
            f(a]          ! 1 ! -1
            {(}           ! 0 ! -1
            )(            ! 1 ! -1
            f             ! 0 ! -1
            """)
    void aBracketHasItsPartner(String source, int at, int partner) {
        assertThat(new Brackets(JavaCode.line(source)).partner(at)).isEqualTo(partner);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            f(a[1])        ! 0 ! -1
            int f() { if ( ! 2 ! 13
            "((" + (       ! 1 ! 7
            // ((          ! 0 ! -1
            """)
    void whatIsOpenIsCounted(String source, int open, int last) {
        Brackets brackets = new Brackets(JavaCode.line(source));
        assertThat(brackets.open()).isEqualTo(open);
        assertThat(brackets.lastOpen()).isEqualTo(last);
    }
}
