package dev.bpflab.sim.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Width;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever numbers go into an operation or a comparison, what comes out is within the bounds computed. */
class ScalarOpsTest {
    private static final int ROUNDS = 3000;

    @ParameterizedTest
    @EnumSource(AluOp.class)
    void boundsHoldTheResult(AluOp op) {
        Random random = new Random(op.ordinal());
        for (int i = 0; i < ROUNDS; i++) {
            long a = number(random);
            long b = op.name().endsWith("SH") ? random.nextInt(64) : number(random);
            RegState dst = around(random, a);
            Bounds src = random.nextBoolean() ? Bounds.constant(b) : around(random, b).num;
            boolean narrow = random.nextBoolean();
            if (op.isSignExtendingMove() || op == AluOp.MOV) {
                return;
            }
            ScalarOps.apply(op, narrow ? Width.W32 : Width.W64, dst, src);
            long result = narrow ? Integer.toUnsignedLong(op.apply32((int) a, (int) b)) : op.apply(a, b);
            assertThat(holds(dst.num, result))
                    .as("%s of %x and %x (32 bits: %s) gives %x", op, a, b, narrow, result)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(JmpOp.class)
    void refinedBoundsHoldTheNumbers(JmpOp op) {
        Random random = new Random(op.ordinal());
        for (int i = 0; i < ROUNDS; i++) {
            long a = number(random);
            long b = random.nextInt(3) == 0 ? a + random.nextInt(3) - 1 : number(random);
            RegState left = around(random, a);
            RegState right = random.nextBoolean() ? RegState.constant(b) : around(random, b);
            boolean narrow = random.nextBoolean();
            boolean holds = narrow ? op.holds32((int) a, (int) b) : op.holds(a, b);
            BranchPrediction.Outcome outcome = BranchPrediction.of(op, left, right, narrow);
            assertThat(outcome)
                    .as("%s of %x and %x", op, a, b)
                    .isNotEqualTo(holds ? BranchPrediction.Outcome.NEVER : BranchPrediction.Outcome.ALWAYS);
            BranchRefinement.refine(op, left, right, narrow, holds);
            assertThat(holds(left.num, a) && holds(right.num, b))
                    .as("%s of %x and %x (32 bits: %s) is %s", op, a, b, narrow, holds)
                    .isTrue();
        }
    }

    private static long number(Random random) {
        long number = random.nextLong() >> random.nextInt(64);
        return random.nextInt(4) == 0 ? number & 0xffff_ffffL : number;
    }

    /** Returns bounds that hold a number, some of them tight. */
    private static RegState around(Random random, long number) {
        RegState reg = new RegState();
        reg.setUnknown();
        long mask = random.nextLong() >>> random.nextInt(64);
        if (random.nextBoolean()) {
            reg.num.bits = new Tnum(number & ~mask, mask);
        }
        if (random.nextBoolean()) {
            reg.num.smin = number - Math.min(random.nextInt(100), number - Long.MIN_VALUE);
        }
        if (random.nextBoolean()) {
            reg.num.umin = Long.compareUnsigned(number, 50) < 0 ? 0 : number - 50;
        }
        if (random.nextBoolean()) {
            reg.num.umax32 = Integer.compareUnsigned((int) number, -50) > 0 ? -1 : (int) number + 49;
        }
        reg.num.sync();
        return reg;
    }

    private static boolean holds(Bounds num, long value) {
        int low = (int) value;
        return num.bits.contains(Tnum.constant(value))
                && num.smin <= value
                && value <= num.smax
                && Long.compareUnsigned(num.umin, value) <= 0
                && Long.compareUnsigned(value, num.umax) <= 0
                && num.smin32 <= low
                && low <= num.smax32
                && Integer.compareUnsigned(num.umin32, low) <= 0
                && Integer.compareUnsigned(low, num.umax32) <= 0;
    }
}
