package dev.bpflab.lab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code variable=NAME,as=CODEC,is="..."}, or {@code of=MAP,key=CODEC,at="..."}: a variable holds a value, as a number, as text,
 * or as the bytes of one.
 */
record ValueCheck(String variable, Column column, ValueOrigin origin, String hint) implements Check {
    @Override
    public String subject() {
        return "variable " + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        Expectation expectation;
        try {
            expectation = origin.expected(scene);
        } catch (Names.Unresolved e) {
            return CheckResult.failed("what " + variable + " shall be", String.valueOf(e.getMessage()), hint);
        }
        Optional<Object> held = scene.variable(variable);
        Object value = held.map(this::converted).orElse(null);
        if (value != null && expectation.holds(column, value)) {
            return CheckResult.passed();
        }
        return CheckResult.failed(
                variable + " " + expectation.operator() + " " + expectation.operand(),
                value == null ? Shown.variable(variable, held) : variable + " = " + column.show(value),
                hint);
    }

    private @Nullable Object converted(Object held) {
        if (held instanceof Optional<?> optional) {
            return optional.map(this::converted).orElse(null);
        }
        if (held instanceof ByteBuffer buffer && buffer.remaining() == column.size()) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().order(ByteOrder.nativeOrder()).get(bytes);
            return column.decode(bytes);
        }
        if (column.isNumber()) {
            return held instanceof Long || held instanceof Integer || held instanceof Short || held instanceof Byte
                    ? ((Number) held).longValue()
                    : null;
        }
        return held instanceof String text && column instanceof ScalarColumn scalar && scalar.isText() ? text : null;
    }
}
