package io.github.llmmetrics.testing;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** What holds for the code of every published module. */
public final class CodingRules {

  @ArchTest
  static final ArchRule standardStreams =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule logging = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule exceptions = GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static final ArchRule staticState = fields()
      .that()
      .areStatic()
      .should(beFinal())
      .andShould()
      .notHaveRawType(DescribedPredicate.describe("mutable", CodingRules::isMutable));

  private CodingRules() {}

  private static boolean isMutable(JavaClass type) {
    return type.getPackageName().startsWith("java.util.concurrent")
        || type.getPackageName().startsWith("java.nio")
        || type.getPackageName().startsWith("org.bytedeco")
        || type.isAssignableTo(ThreadLocal.class);
  }
}
