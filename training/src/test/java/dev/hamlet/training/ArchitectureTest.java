package dev.hamlet.training;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The packages keep to what each may use. */
@AnalyzeClasses(packages = "dev.hamlet.training", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.hamlet.training";
    private static final String DATASET = ROOT + ".dataset";
    private static final String TRAINER = ROOT + ".trainer";
    private static final String EVALUATION = ROOT + ".evaluation";
    private static final String EXPERIMENT = ROOT + ".experiment";
    private static final String PIPELINE = ROOT + ".pipeline";
    private static final String PAGE = ROOT + ".page";
    private static final String JSON = ROOT + ".json";
    private static final String CARD = ROOT + ".card";
    private static final String REGISTRY = ROOT + ".registry";
    private static final String TRACKING = ROOT + ".tracking";
    private static final String VALIDATION = ROOT + ".validation";
    private static final String FEATURE = "dev.hamlet.feature";
    private static final String MODEL = "dev.hamlet.model";

    @ArchTest
    static final ArchRule datasetUsesModelAtMost = uses(DATASET, MODEL);

    @ArchTest
    static final ArchRule evaluationUsesDatasetAndModel = uses(EVALUATION, DATASET, MODEL, "smile.validation.metric");

    /** Evaluation, too: the threshold is chosen by a figure of its confusion matrix. */
    @ArchTest
    static final ArchRule trainerUsesDatasetFeatureModelAndEvaluation = uses(TRAINER, DATASET, EVALUATION, FEATURE,
            MODEL, "smile..", "org.slf4j");

    @ArchTest
    static final ArchRule experimentUsesWhatTrainsAndJudges = uses(EXPERIMENT, DATASET, EVALUATION, TRAINER, MODEL);

    @ArchTest
    static final ArchRule pageDrawsExperiments = uses(PAGE, CARD, EVALUATION, EXPERIMENT, MODEL, REGISTRY, VALIDATION,
            "com.samskivert.mustache",
            "org.apache.batik.svggen", "org.jfree..", "javax.xml.parsers", "org.w3c.dom");

    @ArchTest
    static final ArchRule cardSaysWhatWasMeasuredInWordsOfCycloneDx = uses(CARD, REGISTRY, EVALUATION, EXPERIMENT,
            FEATURE, MODEL,
            "org.cyclonedx..");

    @ArchTest
    static final ArchRule pipelineKnowsNoStageAndWritesAsDatasetDoes = uses(PIPELINE, DATASET, "org.slf4j");

    @ArchTest
    static final ArchRule onlyPageDraws = noClasses().that().resideOutsideOfPackage(PAGE).should()
            .dependOnClassesThat(resideInAnyPackage("com.samskivert..", "org.apache.batik..", "org.jfree..",
                    "java.awt.."));

    @ArchTest
    static final ArchRule registryUsesWhatJudgesAndWritesAsDatasetDoes = uses(REGISTRY, DATASET, EVALUATION,
            JSON, MODEL, "org.slf4j");

    /** Nothing of what is tracked: runs are told of, in figures and texts, and their files are kept. */
    @ArchTest
    static final ArchRule trackingWritesAsDatasetDoes = uses(TRACKING, DATASET, JSON, "org.slf4j");

    @ArchTest
    static final ArchRule validationCountsAndTests = uses(VALIDATION, DATASET, FEATURE, "smile.math",
            "smile.stat.hypothesis");

    @ArchTest
    static final ArchRule onlyTheRootWiresTheCommandLine = noClasses().that().resideOutsideOfPackage(ROOT).should()
            .dependOnClassesThat(resideInAnyPackage(ROOT, "picocli..", "me.tongfei.progressbar..",
                    "com.fasterxml.jackson.dataformat.."));

    /** One way to write JSON, whichever package a file is of; the root reads YAML by Jackson's parser. */
    @ArchTest
    static final ArchRule onlyJsonBindsJson = noClasses().that().resideOutsideOfPackages(ROOT, JSON).should()
            .dependOnClassesThat(resideInAnyPackage("com.fasterxml.jackson.."));

    @ArchTest
    static final ArchRule nothingKnowsHandlers = noClasses().should().dependOnClassesThat(resideInAnyPackage(
            "dev.hamlet.handler..", "dev.hamlet.local..", "com.amazonaws..", "com.google.gson.."));

    @ArchTest
    static final ArchRule thereAreNoCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyMainExits = noClasses().that().doNotHaveFullyQualifiedName(Main.class.getName()).should()
            .callMethodWhere(calls(call -> isOf(call, System.class) && call.getName().equals("exit")
                    || isOf(call, Runtime.class) && Set.of("exit", "halt").contains(call.getName())));

    @ArchTest
    static final ArchRule onlyTheRootReadsTheEnvironment = noClasses().that().resideOutsideOfPackage(ROOT).should()
            .callMethodWhere(calls(call -> isOf(call, System.class) && Set.of("getenv", "getProperty")
                    .contains(call.getName())));

    @ArchTest
    static final ArchRule nothingReadsTheClock = noClasses().should().callMethodWhere(calls(
            call -> isOf(call, System.class) && Set.of("currentTimeMillis", "nanoTime").contains(call.getName())
                    || call.getName().equals("now")));

    @ArchTest
    static final ArchRule chanceHasASeed = noClasses().should().callConstructor(java.util.Random.class)
            .orShould().callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule localeAndCharsetAreStated = noClasses().should().callMethodWhere(calls(call -> {
        if (!isOf(call, String.class)) {
            return isOf(call, Locale.class) && call.getName().equals("getDefault");
        }
        List<String> parameters = call.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return switch (call.getName()) {
            case "toLowerCase", "toUpperCase", "getBytes" -> !parameters.contains("java.util.Locale")
                    && !parameters.contains("java.nio.charset.Charset");
            default -> false;
        };
    }));

    @ArchTest
    static final ArchRule classesAreFinal = classes().that().areNotAnonymousClasses().and().areNotInterfaces().and()
            .areNotEnums().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        Set<JavaPackage> packages = all.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages).extracting(JavaPackage::getName)
                .containsExactlyInAnyOrder(ROOT, DATASET, TRAINER, EVALUATION, EXPERIMENT, PAGE, PIPELINE, CARD, JSON,
                        REGISTRY,
                        TRACKING, VALIDATION);
        assertThat(packages).allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    private static ArchRule uses(String owner, String... others) {
        DescribedPredicate<JavaClass> allowed = resideInAPackage(owner).or(resideInAnyPackage(others))
                .or(resideInAnyPackage("java..", "org.jspecify.annotations"));
        return noClasses().that().resideInAPackage(owner).should().dependOnClassesThat(
                not(describe("allowed", type -> {
                    JavaClass component = type.getBaseComponentType();
                    return component.isPrimitive() || allowed.test(component);
                })));
    }

    private static DescribedPredicate<JavaCall<?>> calls(Predicate<JavaCall<?>> which) {
        return describe("the forbidden", which);
    }

    private static boolean isOf(JavaCall<?> call, Class<?> owner) {
        return call.getTargetOwner().isEquivalentTo(owner);
    }
}
