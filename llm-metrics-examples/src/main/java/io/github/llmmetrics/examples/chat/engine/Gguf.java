package io.github.llmmetrics.examples.chat.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model file in the GGUF format: named settings and named tensors. */
final class Gguf {
  private static final int MAGIC = 0x46554747; // "GGUF", little endian
  private static final int DEFAULT_ALIGNMENT = 32;

  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final Map<String, GgufTensor> tensors = new LinkedHashMap<>();
  private final ByteBuffer file;
  private final int dataStart;

  private Gguf(ByteBuffer file) throws IOException {
    this.file = file;
    require(file.getInt() == MAGIC, "not a GGUF file");
    int version = file.getInt();
    require(version == 2 || version == 3, "unsupported GGUF version " + version);
    long tensorCount = file.getLong();
    long settingCount = file.getLong();
    for (long i = 0; i < settingCount; i++) {
      String key = readString();
      settings.put(key, readValue(file.getInt()));
    }
    for (long i = 0; i < tensorCount; i++) {
      String name = readString();
      tensors.put(name, readTensorInfo(name));
    }
    int alignment = settings.containsKey("general.alignment")
        ? integer("general.alignment")
        : DEFAULT_ALIGNMENT;
    require(alignment > 0, "general.alignment is " + alignment);
    dataStart = (file.position() + alignment - 1) / alignment * alignment;
  }

  /** Reads a whole file; the stream stays open. */
  static Gguf read(InputStream in) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return new Gguf(file);
    } catch (BufferUnderflowException e) {
      throw new IOException("GGUF file is cut off", e);
    }
  }

  int integer(String key) throws IOException {
    return setting(key, Number.class).intValue();
  }

  float decimal(String key) throws IOException {
    return setting(key, Number.class).floatValue();
  }

  String text(String key) throws IOException {
    return setting(key, String.class);
  }

  List<String> texts(String key) throws IOException {
    List<?> elements = setting(key, List.class);
    return elements.stream().map(String::valueOf).toList();
  }

  /**
   * The values of a tensor in file order, as floats. For a matrix, that is one row of inputs after
   * the other, a row for each output.
   */
  float[] tensor(String name, int length) throws IOException {
    GgufTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IOException("no tensor " + name);
    }
    require(
        tensor.length() == length,
        "tensor " + name + " has " + tensor.length() + " values, not " + length);
    return tensor.read(file, dataStart);
  }

  private <T> T setting(String key, Class<T> type) throws IOException {
    Object value = settings.get(key);
    if (value == null || !type.isInstance(value)) {
      throw new IOException("no " + type.getSimpleName() + " setting " + key);
    }
    return type.cast(value);
  }

  private GgufTensor readTensorInfo(String name) throws IOException {
    int dimensions = file.getInt();
    long length = 1;
    for (int i = 0; i < dimensions; i++) {
      length *= file.getLong();
    }
    return new GgufTensor(name, length, file.getInt(), file.getLong());
  }

  private Object readValue(int type) throws IOException {
    return switch (type) {
      case 0, 1, 7 -> (int) file.get(); // uint8, int8, bool
      case 2, 3 -> (int) file.getShort(); // uint16, int16
      case 4, 5 -> file.getInt(); // uint32, int32
      case 6 -> file.getFloat(); // float32
      case 8 -> readString();
      case 9 -> readArray();
      case 10, 11 -> file.getLong(); // uint64, int64
      case 12 -> file.getDouble(); // float64
      default -> throw new IOException("unknown GGUF value type " + type);
    };
  }

  private List<Object> readArray() throws IOException {
    int elementType = file.getInt();
    int count = readCount();
    List<Object> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(readValue(elementType));
    }
    return elements;
  }

  private String readString() throws IOException {
    byte[] utf8 = new byte[readCount()];
    file.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /**
   * A count of things that follow; bounded by the file's size, so that a broken one cannot exhaust
   * memory.
   */
  private int readCount() throws IOException {
    long count = file.getLong();
    require(count >= 0 && count <= file.remaining(), "GGUF file is cut off");
    return (int) count;
  }

  private static void require(boolean condition, String message) throws IOException {
    if (!condition) {
      throw new IOException(message);
    }
  }
}
