package dev.hamlet.training;

import dev.hamlet.training.registry.Gate;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a gate from the command line: one that can be waived. */
final class GateConverter implements ITypeConverter<Gate> {

    @Override
    public Gate convert(String name) {
        List<Gate> gates = Stream.of(Gate.values()).filter(Gate::isWaivable).toList();
        return gates.stream().filter(each -> each.toString().equals(name)).findFirst().orElseThrow(
                () -> new TypeConversionException("expected one of %s, found \"%s\"".formatted(gates, name)));
    }
}
