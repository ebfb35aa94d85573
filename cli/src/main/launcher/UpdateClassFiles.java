import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites the classes of a jar to the class file version of this JDK, in place. The build runs it on picocli, whose
 * classes have the version of Java 5: the JVM archives none older than Java 6's (50) in an AOT cache, and so would load
 * and verify them at every start. Old verification knew no stack maps; they are made here.
 */
final class UpdateClassFiles {
  private UpdateClassFiles() {}

  static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    if (!isCurrent(jar)) {
      update(jar);
    }
  }

  /** Most builds find the jar as the last one left it, and the AOT cache then stays good. */
  private static boolean isCurrent(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry first = file.stream().filter(UpdateClassFiles::isOldClass).findFirst().orElseThrow();
      int version = ClassFile.of().parse(contentOf(file, first)).majorVersion();
      return version == ClassFile.latestMajorVersion();
    }
  }

  private static void update(Path jar) throws IOException {
    Path updated = Files.createTempFile(jar.getParent(), "updating", ".tmp");
    try (JarFile from = new JarFile(jar.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(updated))) {
      ClassFile classFile = classFileFor(from);
      for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        to.putNextEntry(sameTime(entry));
        byte[] content = contentOf(from, entry);
        to.write(isOldClass(entry) ? update(classFile, entry.getName(), content) : content);
        to.closeEntry();
      }
    }
    Files.move(updated, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A module descriptor has a version of its own, and is never archived. */
  private static boolean isOldClass(JarEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
  }

  private static ZipEntry sameTime(JarEntry entry) {
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTimeLocal(entry.getTimeLocal());
    return copy;
  }

  private static byte[] contentOf(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream content = jar.getInputStream(entry)) {
      return content.readAllBytes();
    }
  }

  /** Stack maps need to know which of the jar's classes extends which. */
  private static ClassFile classFileFor(JarFile jar) {
    ClassHierarchyResolver fromJar =
        ClassHierarchyResolver.ofResourceParsing(type -> classIn(jar, type.descriptorString()));
    return ClassFile.of(
        StackMapsOption.GENERATE_STACK_MAPS,
        ClassHierarchyResolverOption.of(fromJar.orElse(ClassHierarchyResolver.defaultResolver())));
  }

  private static InputStream classIn(JarFile jar, String descriptor) {
    JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] update(ClassFile classFile, String name, byte[] content) {
    // Handing on every instruction, instead of the body as it is, is what makes its stack map.
    ClassTransform current =
        ClassTransform.transformingMethodBodies((code, instruction) -> code.with(instruction))
            .andThen(UpdateClassFiles::withCurrentVersion);
    byte[] updated = classFile.transformClass(classFile.parse(content), current);
    List<VerifyError> problems = classFile.verify(updated);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(name + ": " + problems.getFirst().getMessage());
    }
    return updated;
  }

  private static void withCurrentVersion(ClassBuilder updated, ClassElement element) {
    if (element instanceof ClassFileVersion) {
      updated.withVersion(ClassFile.latestMajorVersion(), 0);
    } else {
      updated.with(element);
    }
  }
}
