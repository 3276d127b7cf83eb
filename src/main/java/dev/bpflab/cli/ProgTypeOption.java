package dev.bpflab.cli;

import dev.bpflab.bpf.ProgramType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --type} names.
 *
 * @param programType the kernel's program type; empty for {@code none}, the bare instruction set
 */
record ProgTypeOption(Optional<ProgramType> programType) {
    static final String NONE = "none";

    /** Reads the name that the kernel has for the type. */
    static final class Converter implements ITypeConverter<ProgTypeOption> {
        @Override
        public ProgTypeOption convert(String name) {
            if (name.equals(NONE)) {
                return new ProgTypeOption(Optional.empty());
            }
            return new ProgTypeOption(Optional.of(Arrays.stream(ProgramType.values())
                    .filter(type -> type.kernelName().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("'" + name + "' is no program type; use none or one of "
                                    + Arrays.stream(ProgramType.values())
                                            .map(ProgramType::kernelName)
                                            .collect(Collectors.joining(", "))))));
        }
    }
}
