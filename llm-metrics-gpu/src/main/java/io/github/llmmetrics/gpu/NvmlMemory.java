package io.github.llmmetrics.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that NVML writes its answers of one device to: the structs of nvml.h as they are laid out on 64 bits, which
 * a test compares with the binding's own figures. Not thread-safe.
 */
final class NvmlMemory {

  static final int UTILIZATION = 0;
  static final int UTILIZATION_SIZE = 8;
  static final int MEMORY = 8;
  static final int MEMORY_SIZE = 24;
  static final int MEMORY_V2 = 32;
  static final int MEMORY_V2_SIZE = 40;
  static final int PCI_INFO = 72;
  static final int PCI_INFO_SIZE = 68;
  static final int FIELDS = 144;
  static final int FIELD_SIZE = 40;
  static final int PROCESS_SIZE = 24;

  private static final int MEMORY_V2_VERSION = MEMORY_V2_SIZE | 2 << 24;
  private static final int PCI_BUS_ID = PCI_INFO + 36;
  private static final int PCI_BUS_ID_SIZE = 32;

  private static final int TYPE_DOUBLE = 0;
  private static final int TYPE_UNSIGNED_INT = 1;
  private static final int TYPE_UNSIGNED_LONG = 2;
  private static final int TYPE_UNSIGNED_LONG_LONG = 3;
  private static final int TYPE_SIGNED_LONG_LONG = 4;
  private static final int TYPE_SIGNED_INT = 5;
  private static final int TYPE_UNSIGNED_SHORT = 6;

  private final ByteBuffer bytes;
  private final int fieldCapacity;
  private final int processCapacity;

  NvmlMemory(int fieldCapacity, int processCapacity) {
    this.fieldCapacity = fieldCapacity;
    this.processCapacity = processCapacity;
    bytes = ByteBuffer.allocateDirect(processesAt() + processCapacity * PROCESS_SIZE)
        .order(ByteOrder.nativeOrder());
  }

  ByteBuffer slice(int offset, int length) {
    return bytes.slice(offset, length);
  }

  int fieldCapacity() {
    return fieldCapacity;
  }

  int processCapacity() {
    return processCapacity;
  }

  int processesAt() {
    return FIELDS + fieldCapacity * FIELD_SIZE;
  }

  /** Percent of the last sampling period in which a kernel ran. */
  double utilization() {
    return Unsigned.toDouble(bytes.getInt(UTILIZATION));
  }

  /** Percent of the last sampling period in which device memory was read or written. */
  double memoryUtilization() {
    return Unsigned.toDouble(bytes.getInt(UTILIZATION + 4));
  }

  double memoryTotal() {
    return Unsigned.toDouble(bytes.getLong(MEMORY));
  }

  double memoryFree() {
    return Unsigned.toDouble(bytes.getLong(MEMORY + 8));
  }

  /** The second version of the struct says which one it is; the driver refuses another. */
  void prepareMemoryV2() {
    bytes.putInt(MEMORY_V2, MEMORY_V2_VERSION);
  }

  double memoryV2Total() {
    return Unsigned.toDouble(bytes.getLong(MEMORY_V2 + 8));
  }

  double memoryV2Free() {
    return Unsigned.toDouble(bytes.getLong(MEMORY_V2 + 24));
  }

  void pciBusId(byte[] text) {
    bytes.get(PCI_BUS_ID, text, 0, Math.min(text.length, PCI_BUS_ID_SIZE));
  }

  /** Says what the i-th field value is to be. */
  void requestField(int i, int id, int scope) {
    bytes.putInt(fieldAt(i), id);
    bytes.putInt(fieldAt(i) + 4, scope);
  }

  CallResult fieldResult(int i) {
    return CallResult.of(bytes.getInt(fieldAt(i) + 28));
  }

  /** Whether the i-th field value has 64 bits: a counter of bytes with fewer wraps between two polls. */
  boolean isFieldWide(int i) {
    return switch (fieldType(i)) {
      case TYPE_UNSIGNED_LONG, TYPE_UNSIGNED_LONG_LONG, TYPE_SIGNED_LONG_LONG -> true;
      default -> false;
    };
  }

  /** The i-th field value, of whatever type; NaN if it is of none that is known. */
  double field(int i) {
    int at = fieldAt(i) + 32;
    return switch (fieldType(i)) {
      case TYPE_DOUBLE -> bytes.getDouble(at);
      case TYPE_UNSIGNED_INT -> Unsigned.toDouble(bytes.getInt(at));
      case TYPE_UNSIGNED_LONG, TYPE_UNSIGNED_LONG_LONG -> Unsigned.toDouble(bytes.getLong(at));
      case TYPE_SIGNED_LONG_LONG -> (double) bytes.getLong(at);
      case TYPE_SIGNED_INT -> bytes.getInt(at);
      case TYPE_UNSIGNED_SHORT -> Short.toUnsignedInt(bytes.getShort(at));
      default -> Double.NaN;
    };
  }

  private int fieldType(int i) {
    return bytes.getInt(fieldAt(i) + 24);
  }

  private static int fieldAt(int i) {
    return FIELDS + i * FIELD_SIZE;
  }

  long processId(int i) {
    return Integer.toUnsignedLong(bytes.getInt(processesAt() + i * PROCESS_SIZE));
  }

  /** The i-th process' memory as it was written: all ones if the driver does not tell. */
  long processMemory(int i) {
    return bytes.getLong(processesAt() + i * PROCESS_SIZE + 8);
  }
}
