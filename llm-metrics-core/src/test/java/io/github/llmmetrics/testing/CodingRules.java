package io.github.llmmetrics.testing;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.List;

/** What holds for the code of every published module. */
public final class CodingRules {

  private static final String INTERNAL = "io.github.llmmetrics.internal";

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

  @ArchTest
  static final ArchRule signatures = methods()
      .that()
      .areDeclaredInClassesThat()
      .arePublic()
      .and()
      .areDeclaredInClassesThat()
      .resideOutsideOfPackage(INTERNAL)
      .should(notShowInternals());

  private CodingRules() {}

  private static boolean isMutable(JavaClass type) {
    return type.getPackageName().startsWith("java.util.concurrent")
        || type.getPackageName().startsWith("java.nio")
        || type.getPackageName().startsWith("org.bytedeco")
        || type.isAssignableTo(ThreadLocal.class);
  }

  private static ArchCondition<JavaMethod> notShowInternals() {
    return new ArchCondition<>("not have types of internal in a signature that users see") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean seen = method.getModifiers().contains(JavaModifier.PUBLIC)
            || method.getModifiers().contains(JavaModifier.PROTECTED);
        List<JavaClass> types = new ArrayList<>(method.getRawParameterTypes());
        types.add(method.getRawReturnType());
        boolean internals =
            types.stream().anyMatch(type -> type.getPackageName().equals(INTERNAL));
        if (seen && internals) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName()));
        }
      }
    };
  }
}
