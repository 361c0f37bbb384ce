package io.github.llmmetrics.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that NVML writes its answers of one device to: the structs of nvml.h as they are laid out on 64 bits, which
 * a test compares with the binding's own figures. What was not written since it was last told to forget reads as a value
 * that cannot be true. Not thread-safe.
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

  /** All bits are set: what NVML, too, calls "not available". */
  private static final long NOT_WRITTEN = -1;

  private static final int MEMORY_V2_VERSION = MEMORY_V2_SIZE | 2 << 24;
  private static final int PCI_BUS_ID = PCI_INFO + 36;
  private static final int PCI_BUS_ID_SIZE = 32;

  private static final int FIELD_TYPE = 24;
  private static final int FIELD_RESULT = 28;
  private static final int FIELD_VALUE = 32;
  private static final int PROCESS_BYTES = 8;

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

  /** Memory for a number of field values, and with room for a list of processes. */
  NvmlMemory(int fieldCapacity, int processCapacity) {
    this.fieldCapacity = fieldCapacity;
    this.processCapacity = processCapacity;
    bytes = ByteBuffer.allocateDirect(processesAt() + processCapacity * PROCESS_SIZE)
        .order(ByteOrder.nativeOrder());
  }

  /** Marks every answer as not written, as a driver can say that it succeeded and write nothing. */
  void forget() {
    for (int at = 0; at < FIELDS; at += Long.BYTES) {
      bytes.putLong(at, NOT_WRITTEN);
    }
    // The driver refuses a struct that does not say which version it is.
    bytes.putInt(MEMORY_V2, MEMORY_V2_VERSION);
    for (int i = 0; i < fieldCapacity; i++) {
      bytes.putInt(fieldAt(i) + FIELD_TYPE, (int) NOT_WRITTEN);
      bytes.putInt(fieldAt(i) + FIELD_RESULT, (int) NOT_WRITTEN);
      bytes.putLong(fieldAt(i) + FIELD_VALUE, NOT_WRITTEN);
    }
    // Those beyond are not read.
    for (int i = 0; i < Math.min(processCapacity, DeviceReadings.MAX_PROCESSES); i++) {
      bytes.putInt(processAt(i), (int) NOT_WRITTEN);
      bytes.putLong(processAt(i) + PROCESS_BYTES, NOT_WRITTEN);
    }
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

  /** Puts what the second version of the call told in the place of what the first one did not. */
  void takeMemoryV2() {
    bytes.putLong(MEMORY, bytes.getLong(MEMORY_V2 + 8));
    bytes.putLong(MEMORY + 8, bytes.getLong(MEMORY_V2 + 24));
  }

  boolean hasPciBusId() {
    return bytes.get(PCI_BUS_ID) != (byte) NOT_WRITTEN;
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
    int code = bytes.getInt(fieldAt(i) + FIELD_RESULT);
    return code == NOT_WRITTEN ? CallResult.IMPLAUSIBLE : CallResult.of(code);
  }

  /** Whether the i-th field value has fewer than 64 bits: such a counter of bytes wraps between two polls. */
  boolean isFieldNarrow(int i) {
    return switch (fieldType(i)) {
      case TYPE_UNSIGNED_INT, TYPE_SIGNED_INT, TYPE_UNSIGNED_SHORT -> true;
      default -> false;
    };
  }

  /** The i-th field value, of whatever type; NaN if it is of none that is known, or not written. */
  double field(int i) {
    int at = fieldAt(i) + FIELD_VALUE;
    if (bytes.getLong(at) == NOT_WRITTEN) {
      return Double.NaN;
    }
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
    return bytes.getInt(fieldAt(i) + FIELD_TYPE);
  }

  private static int fieldAt(int i) {
    return FIELDS + i * FIELD_SIZE;
  }

  private int processAt(int i) {
    return processesAt() + i * PROCESS_SIZE;
  }

  boolean hasProcess(int i) {
    return bytes.getInt(processAt(i)) != NOT_WRITTEN;
  }

  long processId(int i) {
    return Integer.toUnsignedLong(bytes.getInt(processAt(i)));
  }

  /** The i-th process' memory as it was written: all ones if the driver does not tell. */
  long processMemory(int i) {
    return bytes.getLong(processAt(i) + PROCESS_BYTES);
  }
}
