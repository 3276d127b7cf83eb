package dev.bpflab.kernel;

import java.util.List;

/**
 * An array of C strings that ends with a null pointer, as exec(3) takes its arguments and its environment.
 *
 * @param pointers the array
 * @param texts what it points to
 */
record CStrings(NativeBuffer pointers, List<NativeBuffer> texts) {
    static CStrings of(List<String> strings) {
        List<NativeBuffer> texts = strings.stream().map(NativeBuffer::cString).toList();
        NativeBuffer pointers = NativeBuffer.allocate((texts.size() + 1) * Long.BYTES);
        for (int i = 0; i < texts.size(); i++) {
            pointers.bytes().putLong(i * Long.BYTES, texts.get(i).address());
        }
        return new CStrings(pointers, texts);
    }

    long address() {
        return pointers.address();
    }
}
