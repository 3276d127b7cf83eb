package dev.bpflab.asm;

/** An assembler call that cannot become an instruction: the call as it was written, the cause, and the remedy. */
public class AsmException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Makes the message {@code call: cause (remedy)}. */
    public AsmException(String call, String cause, String remedy) {
        this(call + ": " + cause + " (" + remedy + ")");
    }

    AsmException(String message) {
        super(message);
    }
}
