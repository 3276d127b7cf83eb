package dev.bpflab.session;

import static dev.bpflab.session.Messages.text;

import dev.bpflab.session.Hints.Mistake;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mistakes in which a value is of another type than is wanted. */
final class TypeHints {
    private static final String LONG = text("typeHints.uAndUAreLong");

    private static final Pattern CONVERSION = Pattern.compile(
            "(?s).*?(?:incompatible types|argument mismatch)[:;] (\\S+) cannot be converted to (\\S+?)\\)?(?:\\s.*)?");

    static final List<Mistake> ROWS = List.of(
            new Mistake("prob\\.found\\.req|cant\\.apply\\.symbols?", TypeHints::conversion),
            new Mistake("prob\\.found\\.req", TypeHints::lossy),
            new Mistake("cant\\.apply\\.symbols?", TypeHints::arguments),
            new Mistake("array\\.req\\.but\\.found", slip -> text("typeHints.mapHasNoGetKey")),
            new Mistake("cant\\.infer\\.local\\.var\\.type", slip -> text("typeHints.giveItAValueOr")),
            new Mistake("report\\.access|not\\.def\\.public\\S*", TypeHints::constructor));

    private TypeHints() {}

    private static @Nullable String conversion(Slip slip) {
        Matcher types = CONVERSION.matcher(slip.message());
        return types.matches() ? conversion(slip, simple(types.group(1)), simple(types.group(2))) : null;
    }

    private static String simple(String type) {
        return type.replaceAll("<.*", "").replaceAll(".*\\.", "");
    }

    private static @Nullable String conversion(Slip slip, String found, String wanted) {
        String text = slip.text();
        boolean literal = text.matches("-?[\\d_]+[lL]?");
        String number = text.replaceAll("[lL]$", "");
        if (found.equals("int") && wanted.equals("Long")) {
            return text("typeHints.keysAndValuesOfU", literal ? text + "L" : "(long) " + text);
        }
        if (wanted.equals("ByteBuffer") && found.matches("int|long|Integer|Long")) {
            String shown = literal ? number : text;
            return text("typeHints.bytesAreWantedUMakes", shown);
        }
        if (wanted.equals("ByteBuffer") && found.equals("String")) {
            return text("typeHints.bytesAreWantedCommSh");
        }
        if (found.equals("ByteBuffer") && wanted.matches("Long|long|int|Integer")) {
            return text("typeHints.bytesAreNoNumberReadu");
        }
        if (found.equals("Long") && wanted.equals("int")) {
            return LONG;
        }
        if (wanted.equals("boolean") && text.contains("=") && !text.contains("==")) {
            return "= sets a variable; == compares";
        }
        if (wanted.equals("Hook")) {
            return text("typeHints.nameTheHookXdpVeth");
        }
        if (found.equals("String") && slip.text().contains("ldMapFd")) {
            return text("typeHints.giveTheMapItselfWithout");
        }
        return null;
    }

    private static @Nullable String lossy(Slip slip) {
        return slip.message().contains("lossy conversion from long to int") ? LONG : null;
    }

    private static @Nullable String arguments(Slip slip) {
        if (slip.message().startsWith("constructor")) {
            return constructor(slip);
        }
        if (slip.text().endsWith("createMap")) {
            return text("typeHints.typeBytesOfAKey");
        }
        return null;
    }

    private static @Nullable String constructor(Slip slip) {
        return slip.message().contains("BpfMap") ? text("typeHints.mapsAreMadeByCreatemap") : null;
    }
}
