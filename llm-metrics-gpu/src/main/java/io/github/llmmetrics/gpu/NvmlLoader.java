package io.github.llmmetrics.gpu;

import java.net.URL;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.cuda.global.nvml;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** Loads the native binding such that the driver's library is all that is needed. */
final class NvmlLoader {

  /** All binding classes that are used: each must be initialised while JavaCPP is told to load nothing. */
  static final List<String> CLASSES = List.of(
      "org.bytedeco.cuda.global.nvml",
      "org.bytedeco.cuda.nvml.nvmlDevice_st",
      "org.bytedeco.cuda.nvml.nvmlEventData_t",
      "org.bytedeco.cuda.nvml.nvmlEventSet_st",
      "org.bytedeco.cuda.nvml.nvmlFieldValue_t",
      "org.bytedeco.cuda.nvml.nvmlMemory_t",
      "org.bytedeco.cuda.nvml.nvmlMemory_v2_t",
      "org.bytedeco.cuda.nvml.nvmlPciInfo_t",
      "org.bytedeco.cuda.nvml.nvmlProcessInfo_v2_t",
      "org.bytedeco.cuda.nvml.nvmlUtilization_t");

  private static final String PRESETS = "org.bytedeco.cuda.presets.nvml";
  private static final String LIBRARY = "jninvml";
  private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadLibraries";
  private static final int MAX_CLASS_LOADERS = 20;

  private NvmlLoader() {}

  /**
   * Loads the binding, and looks up every function.
   *
   * @param ordinary whether in JavaCPP's own way, which needs CUDA's runtime libraries beside the driver's
   * @return the functions that the driver has
   * @throws LinkageError or a RuntimeException if it cannot be loaded
   */
  static Set<NvmlFunction> load(boolean ordinary) {
    if (ordinary) {
      Loader.load(nvml.class);
    } else {
      loadAlone();
    }
    EnumSet<NvmlFunction> found = EnumSet.noneOf(NvmlFunction.class);
    for (NvmlFunction function : NvmlFunction.values()) {
      if (Loader.addressof(function.symbol()) != null) {
        found.add(function);
      }
    }
    return found;
  }

  /**
   * The presets of NVML inherit those of the CUDA runtime, so initialising a class of the binding would load that, too,
   * and fail where only the driver is installed. What it loads of NVML itself is loaded first here.
   */
  private static void loadAlone() {
    // A literal is one object for the whole JVM, as the property is: the lock keeps another loader,
    // also one in another class loader, from taking the switched property for the host's.
    synchronized (LOAD_LIBRARIES) {
      try {
        ClassLoader classes = NvmlLoader.class.getClassLoader();
        Loader.load(Pointer.class);
        loadJni(Class.forName(PRESETS, false, classes));
        for (String name : CLASSES) {
          link(Class.forName(name, false, classes));
        }
        initialise(classes);
      } catch (ClassNotFoundException e) {
        throw (NoClassDefFoundError) new NoClassDefFoundError(e.getMessage()).initCause(e);
      }
    }
  }

  /** So that nothing but initialisers runs while the property is switched. HotSpot links a class whose members are listed. */
  @SuppressWarnings("ReturnValueIgnored")
  private static void link(Class<?> type) {
    type.getDeclaredConstructors();
  }

  private static void loadJni(Class<?> presets) {
    ClassProperties properties = Loader.loadProperties(presets, Loader.loadProperties(), false);
    // A library belongs to one class loader: a redeployed application loads it by another name.
    for (int i = -1; ; i++) {
      String library = i < 0 ? LIBRARY : LIBRARY + "#" + LIBRARY + i;
      URL[] files = Loader.findLibrary(presets, properties, library, false);
      if (files.length == 0) {
        throw new UnsatisfiedLinkError(
            "no lib" + LIBRARY + ".so for " + Loader.getPlatform() + " on the class path");
      }
      try {
        Loader.loadLibrary(presets, files, library);
        return;
      } catch (UnsatisfiedLinkError e) {
        if (i >= MAX_CLASS_LOADERS || !isTaken(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isTaken(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains("already loaded in another classloader")) {
        return true;
      }
    }
    return false;
  }

  private static void initialise(ClassLoader classes) throws ClassNotFoundException {
    String before = System.getProperty(LOAD_LIBRARIES);
    System.setProperty(LOAD_LIBRARIES, "false");
    try {
      for (String name : CLASSES) {
        Class.forName(name, true, classes);
      }
    } finally {
      if (before == null) {
        System.clearProperty(LOAD_LIBRARIES);
      } else {
        System.setProperty(LOAD_LIBRARIES, before);
      }
    }
  }
}
