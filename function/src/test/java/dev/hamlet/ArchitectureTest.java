package dev.hamlet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
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
import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.Obfuscation;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The packages keep to what each may use. */
@AnalyzeClasses(packages = "dev.hamlet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String FEATURE = "dev.hamlet.feature";
    private static final String MODEL = "dev.hamlet.model";
    private static final String HANDLER = "dev.hamlet.handler";
    private static final String LOCAL = "dev.hamlet.local";
    private static final String RUNTIME = "dev.hamlet.runtime";
    private static final String STREAM = "dev.hamlet.stream";

    /** What other modules, Lambda or the command line need; all else is its package's own. */
    private static final Set<String> PUBLIC = Set.of("feature.FeatureOptions", "feature.FeatureSink",
            "feature.NgramExtractor", "feature.NormalizedText", "feature.Obfuscation", "feature.FeatureSet",
            "feature.Vocabulary",
            "model.Classifier", "model.Explanation", "model.Explanation$Token", "model.Forest", "model.LogLinear",
            "model.Metadata",
            "model.Model",
            "model.ModelFormatException", "model.ModelReader", "model.ModelSignature", "model.ModelSignatureException",
            "model.ModelWriter", "model.Prediction",
            "model.VerifiedModel",
            "model.Weights",
            "handler.Classified", "handler.Limits", "handler.PredictHandler", "handler.PredictionJson",
            "handler.ShippedFile", "local.Main",
            "runtime.Bootstrap", "runtime.CacheCheck", "runtime.Rehearsal",
            "stream.ChunkHandler", "stream.KafkaHandler", "stream.KinesisHandler", "stream.SqsHandler");

    @ArchTest
    static final ArchRule featureUsesTextAndCollectionsOnly = uses(FEATURE,
            resideInAnyPackage("java.lang..", "java.text", "java.util", "java.util.function", "java.util.stream"));

    @ArchTest
    static final ArchRule modelUsesFeatureAndSmileAndBytes = uses(MODEL,
            resideInAnyPackage("java.lang..", "java.util", "java.util.function", "java.util.stream", "java.util.zip",
                    "java.io", "java.nio", "java.nio.charset", "java.security", "java.security.spec", "smile..",
                    FEATURE));

    @ArchTest
    static final ArchRule handlerUsesModelGsonAndLambda = uses(HANDLER,
            resideInAnyPackage("java..", "com.google.gson..", "com.amazonaws.services.lambda..", "org.crac", MODEL)
                    // parts of what the model card and an explanation state
                    .or(JavaClass.Predicates.equivalentTo(FeatureOptions.class))
                    .or(JavaClass.Predicates.equivalentTo(Obfuscation.class)));

    @ArchTest
    static final ArchRule localUsesHandlerAndModel = uses(LOCAL, resideInAnyPackage("java..", "com.sun.net.httpserver",
            "com.google.gson..", "com.amazonaws.services.lambda..", HANDLER, MODEL));

    @ArchTest
    static final ArchRule runtimeUsesHandlerAndSockets = uses(RUNTIME, resideInAnyPackage("java..",
            "com.sun.net.httpserver", "com.google.gson.stream", "com.amazonaws.services.lambda..", HANDLER, STREAM));

    @ArchTest
    static final ArchRule streamUsesHandlerAndModel = uses(STREAM, resideInAnyPackage("java..", "com.google.gson..",
            "com.amazonaws.services.lambda..", HANDLER, MODEL));

    private static final Set<String> REHEARSAL = Set.of("CacheCheck", "PlayedLambda", "Rehearsal");

    @ArchTest
    static final ArchRule servingNeverLoadsTheRehearsal = noClasses().that(describe("serve",
            type -> type.getPackageName().equals(RUNTIME) && !REHEARSAL.contains(type.getSimpleName()))).should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.net.http..", "java.lang.reflect..",
                    "java.util.function..", "java.util.regex..", "com.sun.net.httpserver")
                    .or(describe("the rehearsal", type -> type.getPackageName().equals(RUNTIME)
                            && REHEARSAL.contains(type.getSimpleName()))));

    @ArchTest
    static final ArchRule thereAreNoCycles = slices().matching("dev.hamlet.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jsonIsStreamedNotBound = noClasses().should().dependOnClassesThat(
            resideInAPackage("com.google.gson").and(describe("bind", type -> type.getSimpleName().startsWith("Gson"))));

    @ArchTest
    static final ArchRule featureAndModelOpenNoFile = noClasses().that().resideInAnyPackage(FEATURE, MODEL).should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
                    .or(describe("files", type -> type.getName().startsWith("java.io.File")
                            || type.getName().equals("java.io.RandomAccessFile"))));

    @ArchTest
    static final ArchRule featureAndModelReadNoClockEnvironmentOrResource = noClasses().that()
            .resideInAnyPackage(FEATURE, MODEL).should().callMethodWhere(calls(call -> isOf(call, System.class)
                    && !call.getName().equals("arraycopy")
                    || isOf(call, Math.class) && call.getName().equals("random")
                    || call.getName().startsWith("getResource")))
            .orShould().dependOnClassesThat(resideInAnyPackage("java.time..", "java.util.concurrent.."))
            .orShould().dependOnClassesThat(describe("chance and dates", type -> Set
                    .of("java.util.Random", "java.security.SecureRandom", "java.util.Date", "java.util.Calendar",
                            "java.util.UUID")
                    .contains(type.getName())));

    @ArchTest
    static final ArchRule localeAndCharsetAreStated = noClasses().should().callMethodWhere(calls(call -> {
        if (!isOf(call, String.class)) {
            return isOf(call, Locale.class) && call.getName().equals("getDefault");
        }
        List<String> parameters = call.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return switch (call.getName()) {
            case "toLowerCase", "toUpperCase", "getBytes", "format", "formatted" -> !stated(parameters);
            default -> false;
        };
    }));

    @ArchTest
    static final ArchRule classesAreFinal = classes().that().areNotAnonymousClasses()
            .and().areNotInterfaces().and().areNotEnums().should()
            .haveModifier(JavaModifier.FINAL);

    /** So that a snapshot freezes constants alone, and the one reference that keeps the hook. */
    @ArchTest
    static final ArchRule staticStateIsConstant = fields().that().areStatic()
            .and().doNotHaveFullName(HANDLER + ".Priming.registered").should().beFinal();

    @ArchTest
    static final ArchRule nothingKeepsChanceTimeOrThreads = noFields().that().areDeclaredInClassesThat()
            .resideInAnyPackage(FEATURE, MODEL, HANDLER).should()
            .haveRawType(resideInAnyPackage("java.time..", "java.util.random..", "java.net..", "java.util.concurrent..")
                    .or(describe("chance and threads",
                            type -> type.isAssignableTo(Random.class) || type.isAssignableTo(Thread.class)
                                    || type.isAssignableTo(ThreadLocal.class)
                                    || type.isAssignableTo(UUID.class))));

    @ArchTest
    static void onlyWhatIsNeededOutsideIsPublic(JavaClasses all) {
        Set<String> found = all.stream().filter(type -> isPublic(type) && !type.getSimpleName().equals("package-info"))
                .map(type -> type.getName().substring("dev.hamlet.".length())).collect(Collectors.toSet());
        assertThat(found).isEqualTo(PUBLIC);
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        Set<JavaPackage> packages = all.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages).extracting(JavaPackage::getName).containsExactlyInAnyOrder(FEATURE, MODEL, HANDLER, LOCAL,
                RUNTIME, STREAM);
        assertThat(packages).allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    private static ArchRule uses(String owner, DescribedPredicate<JavaClass> others) {
        var allowed = others.or(resideInAnyPackage(owner, "org.jspecify.annotations"));
        return classes().that().resideInAPackage(owner).should()
                .onlyDependOnClassesThat(describe(others.getDescription(), type -> {
                    JavaClass component = type.getBaseComponentType();
                    return component.isPrimitive() || allowed.test(component);
                }));
    }

    private static DescribedPredicate<JavaCall<?>> calls(Predicate<JavaCall<?>> which) {
        return describe("the forbidden", which);
    }

    private static boolean isOf(JavaCall<?> call, Class<?> owner) {
        return call.getTargetOwner().isEquivalentTo(owner);
    }

    private static boolean stated(List<String> parameters) {
        return parameters.contains("java.util.Locale") || parameters.contains("java.nio.charset.Charset");
    }

    /** Nested types of a hidden type are hidden with it. */
    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }
}
