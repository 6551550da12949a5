package io.quorate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Which way dependencies point. The pure packages are told the time, the disk's progress and the
 * peers' words; they never ask. A package that is not there yet breaks no rule.
 */
class DependencyTest {
    private static final String[] PURE = packages("raft", "detector", "wire", "port");
    private static final String[] ADAPTERS = packages("storage", "transport", "sim");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.quorate");

    /** Everything that waits, blocks, asks the time, or speaks to the world outside. */
    private static final DescribedPredicate<JavaClass> THE_WORLD = resideInAnyPackage(
            "java.util.concurrent..", "java.util.logging..", "java.time..", "java.io..",
            "java.net..", "java.nio.channels..", "java.nio.file..", "org.agrona.concurrent..",
            "org.agrona.nio..")
            .or(belongToAnyOf(Thread.class, ThreadLocal.class, Process.class, Runtime.class,
                    System.Logger.class))
            .and(not(belongToAnyOf(
                    UnsafeBuffer.class, AtomicBuffer.class, AtomicLong.class,  // memory, no thread
                    Path.class)))                                              // a name, no file
            .as("threads, clocks, files, sockets and loggers");

    @Test
    void theCoreStandsOnTheJdkAndAgronaAlone() {
        hold(classes().should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "org.agrona..", "io.quorate..")));
    }

    @Test
    void purePackagesKnowNoThreadClockFileSocketOrLogger() {
        hold(noClasses().that().resideInAnyPackage(PURE)
                .should().dependOnClassesThat(THE_WORLD));
    }

    @Test
    void purePackagesAreToldTheTime() {
        hold(noClasses().that().resideInAnyPackage(PURE)
                .should().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void purePackagesDrawFromASeededGenerator() {
        hold(noClasses().that().resideInAnyPackage(PURE)
                .should().callMethod(Math.class, "random")
                .orShould().callConstructor(SplittableRandom.class)
                .orShould().dependOnClassesThat(belongToAnyOf(Random.class)));
    }

    @Test
    void wireKnowsOnlyItself() {
        hold(noClasses().that().resideInAnyPackage(packages("wire"))
                .should().dependOnClassesThat(ourOwnBut("wire")));
    }

    @Test
    void portsSpeakTheWiresLanguageOnly() {
        hold(noClasses().that().resideInAnyPackage(packages("port"))
                .should().dependOnClassesThat(ourOwnBut("port", "wire")));
    }

    @Test
    void raftKnowsNeitherNodeNorAdapter() {
        hold(noClasses().that().resideInAnyPackage(packages("raft", "detector"))
                .should().dependOnClassesThat(ourOwnBut("raft", "detector", "port", "wire")));
    }

    @Test
    void theCheckerKnowsNothingOfWhatItChecks() {
        hold(classes().that().resideInAnyPackage(packages("check")).should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.quorate.check..")));
    }

    @Test
    void theNodeMeetsItsAdaptersThroughPortsOnly() {
        hold(noClasses().that().resideInAnyPackage(packages("node"))
                .should().dependOnClassesThat().resideInAnyPackage(ADAPTERS));
    }

    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }

    private static DescribedPredicate<JavaClass> ourOwnBut(String... names) {
        return resideInAnyPackage("io.quorate..")
                .and(not(resideInAnyPackage(packages(names))))
                .and(not(belongToAnyOf(JvmFlags.class)));
    }

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> "io.quorate." + name + "..").toArray(String[]::new);
    }
}
